import { type CallRecord, overviewSchema, permissionSchema } from '@trunkline/contracts';
import { callIdOf, newRecord } from '@trunkline/domain';
import { GatewayRecords, LiveCalls, ResourceStates, TrunkAlarms, upsertCallRecords } from '@trunkline/persistence';
import { aNumber, anExtension, aTrunk, testDatabase } from '@trunkline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aCallRecord } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const HOUR_MS = 3_600_000;
/** The time by the clock of the API, so that no hour ends while a test runs. */
const now = Date.parse('2026-10-25T20:34:56Z');
/** The start of the hour that is so many hours before the present one. */
const hour = (ago: number) => Math.floor(now / HOUR_MS) * HOUR_MS - ago * HOUR_MS;
const carrier = { trunkId: '0190a000-0000-7000-8000-000000000001', trunkName: 'Carrier' };

/** A record of a call that began at `startedAt` and rang for `ringing` seconds. */
function callAt(startedAt: number, change: Partial<CallRecord> = {}, ringing = 4): CallRecord {
  const at = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString();
  return aCallRecord({ startedAt: at(0), answeredAt: at(ringing), endedAt: at(60), ...change });
}
const unanswered = (disposition: CallRecord['disposition'], change: Partial<CallRecord> = {}): Partial<CallRecord> => ({
  ...{ disposition, answeredAt: null, billedSeconds: 0 },
  ...change,
});
const keep = (...records: CallRecord[]) =>
  database.ds.transaction((manager) =>
    upsertCallRecords(
      manager,
      records.map((record) => ({ record })),
    ),
  );
const read = async (query = '', permissions = permissionSchema.options) => {
  const answer = await api()
    .as(await api().key(permissions))
    .get(`/overview${query}`)
    .expect(200);
  return overviewSchema.parse(answer.body);
};

describe('the overview', () => {
  beforeAll(() => vi.setSystemTime(now));
  afterAll(() => vi.useRealTimers());
  beforeEach(() => database.empty());

  it('of an empty system has every hour, and nothing to divide by', async () => {
    const overview = await read();
    expect(overview).toMatchObject({
      timezone: 'UTC',
      trunks: { total: 0, notInOrder: [], passedOver: [], alarms: [] },
      extensions: { total: 0, reachable: 0, unreachable: 0 },
      numbers: { total: 0, leading: 0 },
      outboundRoutes: { total: 0 },
      liveCalls: { total: 0 },
      calls: {
        any: false,
        day: { total: 0, answered: 0, failed: 0, answerRatio: null, averageAnswerSeconds: null },
        dayBefore: { total: 0, answerRatio: null },
        failures: [],
      },
    });
    const hours = overview.calls?.hours ?? [];
    expect(hours.map(({ start }) => Date.parse(start))).toEqual(Array.from({ length: 24 }, (_, n) => hour(23 - n)));
    expect(hours.every(({ total, answered, failed }) => total + answered + failed === 0)).toBe(true);
  });

  it('counts the calls of each hour and of the day before, each in the hour in which it began', async () => {
    const past = (ago: number) => hour(ago) + 60_000;
    await keep(
      callAt(past(2), {}, 2),
      callAt(past(2) + 3_500_000, {}, 3),
      callAt(past(2), unanswered('failed')),
      callAt(past(2), unanswered('busy')),
      callAt(hour(23), unanswered('rejected')),
      callAt(hour(23) - 1),
      callAt(hour(24 + 23)),
      callAt(hour(24 + 5), unanswered('cancelled')),
      callAt(hour(24 + 23) - 1),
      callAt(hour(-1)),
    );
    const { calls } = await read();
    expect(calls?.hours.at(-3)).toMatchObject({ total: 4, answered: 2, failed: 1 });
    expect(calls?.hours.at(0)).toMatchObject({ total: 1, answered: 0, failed: 1 });
    expect(calls?.day).toMatchObject({ total: 5, answered: 2, failed: 2, answerRatio: 0.4, averageAnswerSeconds: 2.5 });
    expect(calls?.dayBefore).toMatchObject({ total: 3, answered: 2, failed: 0, answerRatio: 2 / 3 });
    expect(calls?.hours.reduce((sum, { total }) => sum + total, 0)).toBe(calls?.day.total);
  });

  it('does not count a record that another one supersedes, also from when it does', async () => {
    const [whole, part] = [callAt(hour(1)), callAt(hour(1), unanswered('failed'))];
    await keep(whole, part);
    expect((await read()).calls).toMatchObject({ day: { total: 2 }, failures: [{ id: part.id }] });
    await database.ds.query('UPDATE call_records SET superseded_by = $1 WHERE id = $2', [whole.id, part.id]);
    expect((await read()).calls).toMatchObject({ day: { total: 1, answered: 1, failed: 0 }, failures: [] });
  });

  it('counts a record that is rebuilt as what it is then', async () => {
    const record = callAt(hour(1), unanswered('failed'));
    await keep(record);
    await keep({ ...record, disposition: 'answered', answeredAt: record.startedAt });
    expect((await read()).calls?.day).toMatchObject({ total: 1, answered: 1, failed: 0, answerRatio: 1 });
  });

  it('tells of the last 10 failures why and what to do, newest first', async () => {
    const attempts = [
      {
        ...carrier,
        trunkRef: 't_carrieraaa',
        gateway: null,
        skipped: null,
        startedAt: new Date().toISOString(),
        sipCode: 403,
      },
    ].map((attempt) => ({ ...attempt, cause: 21, causeText: null, sipCodeText: null }));
    const refused = callAt(hour(1), {
      ...unanswered('rejected', carrier),
      ...{ hangupCause: 21, hangupCauseText: 'The call was rejected', sipCode: 403, attempts },
    });
    const cut = callAt(hour(2), { endReason: 'pbx_crash', hangupCause: null, hangupCauseText: 'Asterisk ended' });
    const older = Array.from({ length: 12 }, (_, n) => callAt(hour(3 + n), unanswered('failed')));
    await keep(refused, cut, ...older, callAt(hour(1), unanswered('busy')), callAt(hour(8 * 24), unanswered('failed')));
    const failures = (await read()).calls?.failures ?? [];
    expect(failures.map(({ id }) => id)).toEqual([refused, cut, ...older.slice(0, 8)].map(({ id }) => id));
    expect(failures[0]).toMatchObject({
      ...{ from: '1001', fromName: 'Ada', to: '+15550100001', ...carrier },
      cause: 'The call was rejected; SIP 403, the carrier forbids this call',
      advice: { code: 'not_permitted', text: expect.stringMatching(/allowed for your account\.$/) },
    });
    expect(failures[1]).toMatchObject({ disposition: 'answered', advice: { code: 'pbx_crash' } });
  });

  it('counts trunks by state and names those that are not in order, with the reason', async () => {
    const client = api().as(await api().key());
    const make = async (name: string, enabled = true) =>
      (await client.post('/trunks', aTrunk({ name, enabled })).expect(201)).body.id;
    const [good, bad, off, fresh] = [await make('A'), await make('C'), await make('D', false), await make('B')];
    const unasked = await make('E');
    const nothing = { reason: null, since: null, code: null, advice: null, sipCode: null, nextRetryAt: null };
    const reason = { reason: 'The carrier refused the password.', advice: 'Check it.' };
    const rejected = { ...nothing, ...reason, status: 'rejected', code: 'credentials_refused' } as const;
    await ResourceStates.put(database.ds.manager, 'trunk', good, { ...nothing, status: 'registered' });
    await ResourceStates.put(database.ds.manager, 'trunk', bad, rejected);
    await ResourceStates.put(database.ds.manager, 'trunk', off, rejected);
    await ResourceStates.put(database.ds.manager, 'trunk', unasked, {
      ...nothing,
      status: 'unknown',
      code: 'not_asked',
    });
    const { trunks } = await read();
    expect(trunks).toMatchObject({ total: 5, byStatus: { registered: 1, rejected: 1, disabled: 1, unknown: 2 } });
    expect(trunks?.notInOrder).toEqual([
      { id: fresh, name: 'B', state: { status: 'unknown', reason: null, advice: null, code: null, since: null } },
      { id: bad, name: 'C', state: { status: 'rejected', ...reason, code: 'credentials_refused', since: null } },
    ]);
  });

  it('names the gateways that calls go past now, and the alarms of a day, newest first', async () => {
    const client = api().as(await api().key());
    const make = async (name: string, enabled = true) =>
      (await client.post('/trunks', aTrunk({ name, enabled })).expect(201)).body;
    const [carrier, off] = [await make('Carrier'), await make('Off', false)];
    const record = { ...newRecord(now), breaker: 'open', until: now + 30_000 } as const;
    await GatewayRecords.keep(database.ds.manager, [
      { trunkId: carrier.id, gateway: 'a:5060', record },
      { trunkId: carrier.id, gateway: 'b:5060', record: { ...record, until: now - 1 } },
      { trunkId: carrier.id, gateway: 'c:5060', record: newRecord(now) },
      { trunkId: off.id, gateway: null, record },
    ]);
    const attempt = (hoursAgo: number, gateway: string) => ({
      ...{ trunkRef: carrier.ref, routeRef: '', gateway, linkedid: gateway, at: now - hoursAgo * HOUR_MS },
      ...({ end: 'forbidden', sipCode: 403 } as const),
    });
    await database.ds.transaction((manager) =>
      TrunkAlarms.count(manager, 'node-1', [attempt(25, 'c:5060'), attempt(23, 'a:5060'), attempt(1, 'b:5060')]),
    );
    const { trunks } = await read();
    const of = { trunkId: carrier.id, trunkName: 'Carrier' };
    const until = new Date(now + 30_000).toISOString();
    expect(trunks?.passedOver).toEqual([{ ...of, gateway: 'a:5060', until }]);
    expect(trunks?.alarms).toMatchObject([
      {
        ...of,
        gateway: 'b:5060',
        class: 'forbidden',
        sipCode: 403,
        calls: 1,
        lastCallId: callIdOf('node-1', 'b:5060'),
      },
      { ...of, gateway: 'a:5060', reason: expect.stringContaining('a:5060 refused a call') },
    ]);
    const seen = await read('', ['records:read']);
    expect(seen.trunks).toBeNull();
  });

  it('counts extensions that can be rung, numbers that lead somewhere, and calls that are going on', async () => {
    const client = api().as(await api().key());
    const add = async (number: string, enabled: boolean): Promise<string> =>
      (await client.post('/extensions', anExtension({ number, enabled })).expect(201)).body.id;
    const [online] = [await add('1001', true), await add('1002', true), await add('1003', false)];
    const state = { ...{ reason: null, since: null, code: null, advice: null, sipCode: null }, contacts: [] };
    await ResourceStates.put(database.ds.manager, 'extension', online, { ...state, status: 'online', refused: null });
    const destination = { type: 'extension', extensionId: online } as const;
    await client.post('/numbers', aNumber({ destination })).expect(201);
    await client.post('/numbers', aNumber({ number: '+15550200002' })).expect(201);
    const calls = [aCall(), aCall({ state: 'up' }), aCall({ direction: 'outbound', state: 'held' })];
    await database.ds.transaction((manager) => LiveCalls.apply(manager, calls, []));
    expect(await read()).toMatchObject({
      extensions: { total: 3, reachable: 1, unreachable: 1 },
      numbers: { total: 2, leading: 1 },
      liveCalls: {
        total: 3,
        byDirection: { inbound: 2, outbound: 1, internal: 0, unknown: 0 },
        byState: { ringing: 1, up: 1, held: 1 },
      },
    });
  });

  it('has the hours of the clock of who asks', async () => {
    const { timezone, calls } = await read('?timezone=Asia/Kathmandu');
    expect(timezone).toBe('Asia/Kathmandu');
    expect(calls?.hours).toHaveLength(24);
    for (const { start, local } of calls?.hours ?? []) {
      expect(local).toMatch(/T\d\d:00:00\+05:45$/);
      expect(Date.parse(local)).toBe(Date.parse(start));
    }
    const client = api().as(await api().key());
    for (const wrong of ['Europe/Nowhere', '%2B02:00', '', "UTC'", 'Europe/Berlin&timezone=UTC']) {
      const { body } = await client.get(`/overview?timezone=${wrong}`).expect(422);
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer.slice(0, 9))).toContain('?timezone');
    }
  });

  it('counts in Berlin the hour that comes twice as two, and leaves out the one that does not come', async () => {
    const times = ['10-25T01:59:00+02:00', '10-25T02:30:00+02:00', '10-25T02:30:00+01:00', '10-25T02:59:59+01:00'];
    const spring = ['03-29T01:59:00+01:00', '03-29T03:00:00+02:00'];
    await keep(...[...times, ...spring].map((time) => callAt(Date.parse(`2026-${time}`))));
    const byHour = async () => {
      const hours = (await read('?timezone=Europe/Berlin')).calls?.hours ?? [];
      return hours.filter(({ total }) => total > 0).map(({ local, total }) => `${local}: ${total}`);
    };
    expect(await byHour()).toEqual([
      '2026-10-25T01:00:00+02:00: 1',
      '2026-10-25T02:00:00+02:00: 1',
      '2026-10-25T02:00:00+01:00: 2',
    ]);
    vi.setSystemTime('2026-03-29T20:00:00Z');
    expect(await byHour()).toEqual(['2026-03-29T01:00:00+01:00: 1', '2026-03-29T03:00:00+02:00: 1']);
    vi.setSystemTime(now);
  });

  it.each([
    { permission: 'config:read', parts: ['trunks', 'extensions', 'numbers', 'outboundRoutes'] },
    { permission: 'calls:read', parts: ['liveCalls'] },
    { permission: 'records:read', parts: ['calls'] },
    { permission: 'webhooks:manage', parts: [] },
  ] as const)('shows who has $permission alone no more than that', async ({ permission, parts }) => {
    const { at: _at, timezone: _timezone, ...shown } = await read('', [permission]);
    const seen = Object.entries(shown).filter(([, part]) => part !== null);
    expect(seen.map(([name]) => name)).toEqual(parts);
  });
});
