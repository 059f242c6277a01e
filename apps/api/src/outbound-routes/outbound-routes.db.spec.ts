import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
let trunkId = '';
beforeAll(async () => {
  const trunk = { name: 'Carrier', host: '192.0.2.10', auth: 'ip' };
  trunkId = (
    await api()
      .as(await api().key())
      .post('/trunks', trunk)
      .expect(201)
  ).body.id;
});
const body = (n: number) => ({
  name: `Route ${n}`,
  position: 1000 - n,
  patterns: [{ match: '00.', strip: 2, prepend: '+' }],
  trunkIds: [trunkId],
});

describe('outbound routes', () => {
  resourceChecklist(api, {
    path: '/outbound-routes',
    body,
    patch: { position: 7, patterns: [{ match: '0X.', strip: 1, prepend: '' }] },
    wrong: { change: { patterns: [{ match: '00.' }, { match: '0;exten' }] }, pointer: '/patterns/1/match' },
    unique: 'name',
    required: 'trunkIds',
  });

  it('refuses a trunk that does not exist, by its place in the list', async () => {
    const client = api().as(await api().key());
    const trunkIds = [trunkId, '0190a000-0000-7000-8000-000000000000'];
    const refused = await client.post('/outbound-routes', { ...body(900), trunkIds }).expect(422);
    expect(refused.body.errors).toEqual([{ pointer: '/trunkIds/1', message: 'is not the id of a trunk' }]);
  });

  it.each([
    ['12', 2],
    ['0[2-9]', 3],
    ['00.', 3],
  ])('refuses a pattern that leaves nothing of a number: %s, stripped of %i', async (match, strip) => {
    const client = api().as(await api().key());
    const before = (await client.get('/outbound-routes')).body;
    const patterns = [
      { match: '9.', strip: 1 },
      { match, strip },
    ];
    const refused = await client.post('/outbound-routes', { ...body(901), patterns }).expect(422);
    const message = 'must leave at least one character, unless something is put before it';
    expect(refused.body.errors).toEqual([{ pointer: '/patterns/1/strip', message }]);
    expect((await client.get('/outbound-routes')).body).toEqual(before);
  });

  it('take one that puts another number in its place', async () => {
    const client = api().as(await api().key());
    const patterns = [{ match: '0', strip: 1, prepend: '+15550100001' }];
    await client.post('/outbound-routes', { ...body(902), patterns }).expect(201);
  });

  it('never tell their PIN, which a patch takes away', async () => {
    const client = api().as(await api().key());
    const made = (await client.post('/outbound-routes', { ...body(910), pin: '2468' }).expect(201)).body;
    expect(made).toMatchObject({ hasPin: true });
    expect(made).not.toHaveProperty('pin');
    const path = `/outbound-routes/${made.id}`;
    expect((await client.patch(path, { position: 8 }).expect(200)).body).toMatchObject({ hasPin: true });
    expect((await client.patch(path, { pin: null }).expect(200)).body).toMatchObject({ hasPin: false });
    for (const pin of ['123', '12a4', '1234567890123', 2468]) {
      const refused = await client.patch(path, { pin }).expect(422);
      expect(refused.body.errors[0].pointer).toBe('/pin');
    }
  });

  it('for emergency numbers have nothing that could refuse a call, and numbers that nobody here has', async () => {
    const client = api().as(await api().key());
    const emergency = { ...body(911), emergency: true, patterns: [{ match: '0.' }, { match: '112' }] };
    const refused = await client
      .post('/outbound-routes', { ...emergency, allowedGroups: ['staff'], pin: '2468' })
      .expect(422);
    const neverRefused = 'must be empty for emergency numbers: a call to them is never refused';
    expect(refused.body.errors).toEqual([
      { pointer: '/allowedGroups', message: neverRefused },
      { pointer: '/pin', message: neverRefused },
      { pointer: '/patterns/0/match', message: 'must be 2 to 8 digits, for an emergency number' },
    ]);
    await client.post('/extensions', { number: '911', name: 'Ada' }).expect(201);
    const patterns = [{ match: '112' }, { match: '911' }];
    const taken = await client.post('/outbound-routes', { ...emergency, patterns }).expect(409);
    expect(taken.body).toMatchObject({
      detail: 'An extension has this number: 911 Ada.',
      errors: [{ pointer: '/patterns/1/match', message: 'is taken' }],
    });
    await client.post('/outbound-routes', { ...emergency, patterns: [{ match: '112' }] }).expect(201);
    const second = { ...emergency, name: 'As well', patterns: [{ match: '112' }] };
    await client.post('/outbound-routes', second).expect(201);
    const extension = await client.post('/extensions', { number: '112', name: 'Bob' }).expect(409);
    expect(extension.body.detail).toBe(`It is an emergency number, of the outbound route ${emergency.name}.`);
  });

  it('refuse an area that stands twice, and a group or a number that is none', async () => {
    const client = api().as(await api().key());
    const areaCallerIds = [
      { prefix: '+49', callerId: '+4930100' },
      { prefix: '49', callerId: 'x' },
    ];
    const refused = await client
      .post('/outbound-routes', { ...body(912), areaCallerIds, allowedGroups: ['Staff'], callerId: '1' })
      .expect(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      ...['/allowedGroups/0', '/areaCallerIds/1/callerId', '/areaCallerIds/1/prefix', '/callerId'],
    ]);
    const twice = [areaCallerIds[0], { ...areaCallerIds[1], callerId: '+4930200' }];
    const second = await client.post('/outbound-routes', { ...body(912), areaCallerIds: twice }).expect(422);
    expect(second.body.errors).toEqual([
      { pointer: '/areaCallerIds/1/prefix', message: 'must not be a prefix that stands above' },
    ]);
  });

  it('and extensions name groups, which are listed with how many of each name them', async () => {
    const client = api().as(await api().key());
    await client.post('/extensions', { number: '3001', name: 'Cleo', groups: ['zebra', 'night'] }).expect(201);
    await client.post('/extensions', { number: '3002', name: 'Dan', groups: ['night'] }).expect(201);
    await client.post('/outbound-routes', { ...body(913), allowedGroups: ['night', 'nobody'] }).expect(201);
    expect((await client.get('/extension-groups').expect(200)).body.items).toEqual([
      { name: 'night', extensions: 2, outboundRoutes: 1 },
      { name: 'nobody', extensions: 0, outboundRoutes: 1 },
      { name: 'zebra', extensions: 1, outboundRoutes: 0 },
    ]);
  });

  it('are listed in the order in which they are tried', async () => {
    const client = api().as(await api().key());
    const { items } = (await client.get('/outbound-routes?limit=200')).body;
    const positions = items.map(({ position }: { position: number }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });
});
