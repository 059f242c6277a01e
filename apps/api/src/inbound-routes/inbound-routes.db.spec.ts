import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const nobody = '0190a000-0000-7000-8000-000000000000';
let trunkId = '';
let extensionId = '';
let mailboxId = '';
let scheduleId = '';

const client = async () => api().as(await api().key());
const made = async (path: string, body: object): Promise<string> =>
  (await (await client()).post(path, body).expect(201)).body.id;

beforeAll(async () => {
  trunkId = await made('/trunks', { name: 'Carrier', host: '192.0.2.10', auth: 'ip' });
  extensionId = await made('/extensions', { number: '2001', name: 'Ada' });
  mailboxId = await made('/extensions', { number: '2002', name: 'Ben', voicemailEnabled: true, voicemailPin: '4711' });
  scheduleId = await made('/schedules', { name: 'Office', timezone: 'UTC' });
});

const exact = (number: string) => ({ type: 'exact', number });
/** Each has a number of its own, so that none takes the calls of another one. */
const body = (n: number) => ({
  name: `Route ${n}`,
  position: 10,
  numbers: [exact(`+155502${String(n).padStart(5, '0')}`), { type: 'range', from: `${n}000`, to: `${n}999` }],
  trunkIds: [trunkId],
  callers: [{ type: 'prefix', prefix: '+49' }, { type: 'anonymous' }],
  schedule: { scheduleId, state: 'closed' },
  destination: { type: 'extension', extensionId },
  fallback: { type: 'voicemail', extensionId: mailboxId },
});

describe('inbound routes', () => {
  resourceChecklist(api, {
    path: '/inbound-routes',
    body,
    patch: { position: 5, callers: [], destination: { type: 'hangup', cause: 'busy' }, fallback: null },
    wrong: { change: { position: -1 }, pointer: '/position' },
    unique: 'name',
    required: 'name',
  });

  it('take every call and lead nowhere unless they are made otherwise', async () => {
    const { post } = await client();
    // The last one, so that those before it have their calls.
    const answer = await post('/inbound-routes', { name: 'Plain', position: 10_000 }).expect(201);
    expect(answer.body).toMatchObject({ numbers: [], trunkIds: [], callers: [], schedule: null, destination: null });
    expect(answer.body.fallback).toBeNull();
    expect(answer.body.ref).toMatch(/^i_[a-z2-7]{10}$/);
  });

  it('are listed in the order in which they are tried', async () => {
    const { get } = await client();
    const { items } = (await get('/inbound-routes?limit=200').expect(200)).body;
    const places = items.map(({ position, ref }: { position: number; ref: string }) => [position, ref]);
    expect(places).toEqual([...places].sort(([a, first], [b, second]) => a - b || (first < second ? -1 : 1)));
  });

  it.each([
    ['a number with letters', { numbers: [exact('49x')] }, '/numbers/0/number'],
    ['a prefix that is empty', { numbers: [{ type: 'prefix', prefix: '' }] }, '/numbers/0/prefix'],
    ['a range of two lengths', { numbers: [{ type: 'range', from: '99', to: '100' }] }, '/numbers/0/to'],
    ['a range backwards', { numbers: [{ type: 'range', from: '+4931', to: '4930' }] }, '/numbers/0/to'],
    ['a number of a kind that is not known', { numbers: [{ type: 'pattern', match: '0X.' }] }, '/numbers/0/type'],
    ['a trunk that is gone', () => ({ trunkIds: [trunkId, nobody] }), '/trunkIds/1'],
    ['a trunk twice', () => ({ trunkIds: [trunkId, trunkId] }), '/trunkIds'],
    ['a caller that is a pattern', { callers: [{ type: 'prefix', prefix: '49|0' }] }, '/callers/0/prefix'],
    ['a schedule that is gone', { schedule: { scheduleId: nobody, state: 'open' } }, '/schedule/scheduleId'],
    ['a state that no schedule says', () => ({ schedule: { scheduleId, state: 'lunch' } }), '/schedule/state'],
    [
      'a fallback that has no mailbox',
      () => ({ fallback: { type: 'voicemail', extensionId } }),
      '/fallback/extensionId',
    ],
    [
      'a destination that is gone',
      { destination: { type: 'extension', extensionId: nobody } },
      '/destination/extensionId',
    ],
  ])('are refused with %s', async (_, change, pointer) => {
    const { post, get } = await client();
    const before = (await get('/config-revisions?limit=1')).body;
    const changed = { ...body(900), ...(typeof change === 'function' ? change() : change) };
    const refused = await post('/inbound-routes', changed).expect(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    expect((await get('/config-revisions?limit=1')).body).toEqual(before);
  });

  it('take a merge patch of their schedule', async () => {
    const { patch } = await client();
    const path = `/inbound-routes/${await made('/inbound-routes', body(910))}`;
    expect((await patch(path, { schedule: { state: 'open' } }).expect(200)).body.schedule).toEqual({
      scheduleId,
      state: 'open',
    });
    expect((await patch(path, { schedule: null }).expect(200)).body.schedule).toBeNull();
    expect((await patch(path, { schedule: { state: 'open' } }).expect(422)).body.errors).toEqual([
      { pointer: '/schedule/scheduleId', message: 'is required' },
    ]);
  });

  it('are refused where one would take all the calls of another one, whichever is new', async () => {
    const { post, patch } = await client();
    const sales = { name: 'Sales', position: 20, numbers: [{ type: 'prefix', prefix: '+4930' }] };
    const id = await made('/inbound-routes', sales);
    const first = await post('/inbound-routes', { ...sales, name: 'One of them', position: 30 }).expect(409);
    expect(first.body).toMatchObject({
      detail: 'It would never be reached: inbound route Sales, which comes first, takes all of its calls.',
      errors: [{ pointer: '/position' }],
    });
    const wide = { name: 'Germany', position: 19, numbers: [{ type: 'prefix', prefix: '49' }] };
    const second = await post('/inbound-routes', wide).expect(409);
    expect(second.body.detail).toBe('It would take all calls of inbound route Sales, which comes after it.');
    const disabled = await made('/inbound-routes', { ...wide, enabled: false });
    await patch(`/inbound-routes/${disabled}`, { enabled: true }).expect(409);
    await patch(`/inbound-routes/${disabled}`, { enabled: true, position: 21 }).expect(200);
    await patch(`/inbound-routes/${id}`, { position: 22 }).expect(409);
    // Other hours, and each has its calls.
    await patch(`/inbound-routes/${disabled}`, { position: 19, schedule: { scheduleId, state: 'closed' } }).expect(200);
  });

  it('and what they use cannot be deleted; one comes back when all of it is there', async () => {
    const { delete: remove, post } = await client();
    const schedule = await made('/schedules', { name: 'Nights', timezone: 'UTC' });
    const trunk = await made('/trunks', { name: 'Second', host: '192.0.2.11', auth: 'ip' });
    const fields = {
      ...body(940),
      name: 'Night',
      trunkIds: [trunk],
      schedule: { scheduleId: schedule, state: 'open' },
    };
    const id = await made('/inbound-routes', fields);
    for (const path of [`/schedules/${schedule}`, `/trunks/${trunk}`])
      expect((await remove(path).expect(409)).body.detail).toBe('Used by inbound route Night.');
    await remove(`/inbound-routes/${id}`).expect(200);
    await remove(`/schedules/${schedule}`).expect(200);
    const refused = await post(`/inbound-routes/${id}/restore`).expect(409);
    expect(refused.body.errors).toEqual([
      {
        pointer: '/schedule/scheduleId',
        message: 'leads to schedule Nights, which is deleted: restore it first',
      },
    ]);
    await post(`/schedules/${schedule}/restore`).expect(201);
    await post(`/inbound-routes/${id}/restore`).expect(201);
  });
});
