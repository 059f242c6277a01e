import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const nobody = '0190a000-0000-7000-8000-000000000000';
let members: string[] = [];
let routeId = '';

const client = async () => api().as(await api().key());
const made = async (path: string, body: object): Promise<string> =>
  (await (await client()).post(path, body).expect(201)).body.id;

beforeAll(async () => {
  members = [
    await made('/extensions', { number: '2001', name: 'Ada' }),
    await made('/extensions', { number: '2002', name: 'Ben' }),
  ];
  const trunk = await made('/trunks', { name: 'Carrier', host: '192.0.2.10', auth: 'ip' });
  routeId = await made('/outbound-routes', { name: 'World', patterns: [{ match: '00.' }], trunkIds: [trunk] });
});

const body = (n: number) => ({
  name: `Group ${n}`,
  number: String(6000 + n),
  members,
  noAnswer: { type: 'external', number: '+15550100001', outboundRouteId: routeId },
});
const leadsTo = (ringGroupId: string) => ({ type: 'ring_group', ringGroupId });

describe('ring groups', () => {
  // `body` is made when it is asked for: its members are known then.
  resourceChecklist(api, {
    path: '/ring-groups',
    body,
    patch: { strategy: 'in_order', ringSeconds: 5, noAnswer: { type: 'hangup', cause: 'busy' } },
    wrong: { change: { ringSeconds: 4 }, pointer: '/ringSeconds' },
    unique: 'name',
    required: 'members',
  });

  it('ring all at once for 20 s, without a number of their own, unless they are made otherwise', async () => {
    const answer = await (await client()).post('/ring-groups', { name: 'Plain', members }).expect(201);
    expect(answer.body).toMatchObject({
      strategy: 'all',
      ringSeconds: 20,
      number: null,
      noAnswer: null,
      enabled: true,
    });
    expect(answer.body.ref).toMatch(/^g_[a-z2-7]{10}$/);
  });

  it.each([
    ['nobody in it', { members: [] }, '/members'],
    ['somebody twice', () => ({ members: [members[0], members[0]] }), '/members'],
    ['51 members', { members: Array(51).fill(nobody) }, '/members'],
    ['a member that is no extension', () => ({ members: [members[0], nobody] }), '/members/1'],
    ['a number that is no internal one', { number: '+49' }, '/number'],
    ['the code of a feature as its number', { number: '*8600' }, '/number'],
    ['a time to ring of five minutes and a second', { ringSeconds: 301 }, '/ringSeconds'],
    ['a strategy that is not known', { strategy: 'random' }, '/strategy'],
    [
      'nobody answering at an extension that is gone',
      { noAnswer: { type: 'extension', extensionId: nobody } },
      '/noAnswer/extensionId',
    ],
    ['nobody answering at a group that is gone', { noAnswer: leadsTo(nobody) }, '/noAnswer/ringGroupId'],
    [
      'a route that is gone',
      { noAnswer: { type: 'external', number: '+4930', outboundRouteId: nobody } },
      '/noAnswer/outboundRouteId',
    ],
    [
      'a number outside that is a pattern',
      () => ({ noAnswer: { type: 'external', number: '0X.', outboundRouteId: routeId } }),
      '/noAnswer/number',
    ],
    ['a cause that has no word', { noAnswer: { type: 'hangup', cause: 'whatever' } }, '/noAnswer/cause'],
    ['a destination of another type', { noAnswer: { type: 'queue' } }, '/noAnswer/type'],
  ])('are refused with %s', async (_, change, pointer) => {
    const before = (await (await client()).get('/config-revisions?limit=1')).body;
    const changed = { ...body(900), ...(typeof change === 'function' ? change() : change) };
    const refused = await (await client()).post('/ring-groups', changed).expect(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    expect((await (await client()).get('/config-revisions?limit=1')).body).toEqual(before);
  });

  it('and extensions share no number, whichever is first', async () => {
    await made('/ring-groups', { ...body(910), number: '6910' });
    const extension = await (await client()).post('/extensions', { number: '6910', name: 'Cleo' }).expect(409);
    expect(extension.body).toMatchObject({
      detail: 'A ring group has this number: Group 910.',
      errors: [{ pointer: '/number', message: 'is taken' }],
    });
    const group = await (await client()).post('/ring-groups', { ...body(911), number: '2001' }).expect(409);
    expect(group.body).toMatchObject({
      detail: 'An extension has this number: 2001 Ada.',
      errors: [{ pointer: '/number', message: 'is taken' }],
    });
    const second = await (await client()).post('/ring-groups', { ...body(912), number: '6910' }).expect(409);
    expect(second.body.detail).toBe('Another ring group has this number: Group 910.');
  });

  it('refuse to lead back to themselves, and say which way', async () => {
    const sales = await made('/ring-groups', { ...body(920), name: 'Sales', noAnswer: null });
    const support = await made('/ring-groups', { ...body(921), name: 'Support', noAnswer: leadsTo(sales) });
    const desk = await made('/ring-groups', { ...body(922), name: 'Desk', noAnswer: leadsTo(support) });
    const refused = async (id: string, to: string) =>
      (await (await client()).patch(`/ring-groups/${id}`, { noAnswer: leadsTo(to) }).expect(422)).body.errors;
    expect(await refused(sales, desk)).toEqual([
      {
        pointer: '/noAnswer/ringGroupId',
        message: 'leads back to this ring group: Sales -> Desk -> Support -> Sales',
      },
    ]);
    expect(await refused(sales, sales)).toEqual([
      { pointer: '/noAnswer/ringGroupId', message: 'leads back to this ring group: Sales -> Sales' },
    ]);
    await (await client()).patch(`/ring-groups/${support}`, { noAnswer: null }).expect(200);
    await (await client()).patch(`/ring-groups/${sales}`, { noAnswer: leadsTo(desk) }).expect(200);
  });

  it('take a merge patch of their destination: another type replaces it, the same one is merged', async () => {
    const id = await made('/ring-groups', body(930));
    const patch = async (noAnswer: object) => (await client()).patch(`/ring-groups/${id}`, { noAnswer });
    expect((await patch({ number: '030' })).body.noAnswer).toEqual({
      type: 'external',
      number: '030',
      outboundRouteId: routeId,
    });
    expect((await patch({ type: 'hangup', cause: 'busy' })).body.noAnswer).toEqual({ type: 'hangup', cause: 'busy' });
    expect((await patch({ type: 'extension' })).body.errors).toEqual([
      { pointer: '/noAnswer/extensionId', message: 'is required' },
    ]);
    expect((await patch({ number: '030' })).body.errors).toEqual([
      { pointer: '/noAnswer/number', message: 'is not known' },
    ]);
  });

  it('and what they use cannot be deleted, nor they while something leads to them', async () => {
    const extension = await made('/extensions', { number: '2930', name: 'Dan' });
    const last = await made('/ring-groups', { ...body(940), members: [extension], name: 'Last' });
    await made('/ring-groups', { ...body(941), name: 'First', noAnswer: leadsTo(last) });
    await made('/numbers', { number: '+15550209401', destination: leadsTo(last) });
    const detail = async (path: string) => (await (await client()).delete(path).expect(409)).body.detail;
    expect(await detail(`/extensions/${extension}`)).toBe('Used by ring group Last.');
    expect(await detail(`/ring-groups/${last}`)).toBe('Used by number +15550209401, ring group First.');
    const trunkIds = (await (await client()).get(`/outbound-routes/${routeId}`)).body.trunkIds;
    const route = await made('/outbound-routes', { name: 'Own', patterns: [{ match: '01.' }], trunkIds });
    const noAnswer = { type: 'external', number: '030', outboundRouteId: route };
    await (await client()).patch(`/ring-groups/${last}`, { noAnswer }).expect(200);
    expect(await detail(`/outbound-routes/${route}`)).toBe('Used by ring group Last.');
  });

  it('come back only to what is there, with a number that is free', async () => {
    const extension = await made('/extensions', { number: '2950', name: 'Eve' });
    const id = await made('/ring-groups', { ...body(950), number: '6950', members: [extension], noAnswer: null });
    await (await client()).delete(`/ring-groups/${id}`).expect(200);
    await (await client()).delete(`/extensions/${extension}`).expect(200);
    const gone = (await (await client()).post(`/ring-groups/${id}/restore`).expect(409)).body;
    expect(gone.errors).toEqual([
      { pointer: '/members/0', message: 'leads to extension 2950 Eve, which is deleted: restore it first' },
    ]);
    const taken = await made('/extensions', { number: '6950', name: 'Fay' });
    const refused = (await (await client()).post(`/ring-groups/${id}/restore`).expect(409)).body;
    expect(refused.errors).toEqual([{ pointer: '/number', message: 'is taken' }]);
    await (await client()).delete(`/extensions/${taken}`).expect(200);
    await (await client()).post(`/extensions/${extension}/restore`).expect(201);
    await (await client()).post(`/ring-groups/${id}/restore`).expect(201);
  });

  it('are rolled back, but into no loop and onto no number that another one has', async () => {
    const first = await made('/ring-groups', { ...body(960), number: '6960', noAnswer: null });
    const second = await made('/ring-groups', { ...body(961), noAnswer: leadsTo(first) });
    const changed = async (id: string, fields: object): Promise<number> =>
      (await (await client()).patch(`/ring-groups/${id}`, fields).expect(200)).body.revision;
    const rollBack = async (revision: number) => (await client()).post(`/config-revisions/${revision}/rollback`);
    const opened = await changed(second, { noAnswer: null });
    const closed = await changed(first, { noAnswer: leadsTo(second) });
    const refused = (await rollBack(opened)).body;
    expect([refused.status, refused.errors]).toEqual([
      409,
      [
        {
          pointer: '/changes/0/noAnswer',
          message: 'leads back to this ring group: Group 961 -> Group 960 -> Group 961',
        },
      ],
    ]);
    expect((await rollBack(closed)).status).toBe(201);
    expect((await rollBack(opened)).status).toBe(201);
    const renumbered = await changed(first, { number: null });
    await made('/extensions', { number: '6960', name: 'Gil' });
    expect((await rollBack(renumbered)).body.errors).toEqual([
      { pointer: '/changes/0/number', message: 'is that of extension 6960 Gil by now' },
    ]);
  });
});
