import type { FailoverClass } from '@trunkline/contracts';
import { callIdOf, type FailedAttempt, newRecord } from '@trunkline/domain';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId, newRef } from '../ids/new-id.js';
import { GatewayRecords } from './gateway-records.js';
import { TrunkAlarms } from './trunk-alarms.js';

const database = testDatabase();
const node = 'node-1';
const trunkId = newId();
const trunkRef = newRef('t');

async function addTrunk(id: string, ref: string, alarmOn: FailoverClass[]): Promise<void> {
  await database.ds.query(
    `INSERT INTO trunks (id, ref, name, host, port, transport, auth, codecs, alarm_on, enabled, revision, created_at, updated_at)
     VALUES ($1, $2, $2, 'carrier.example', 5060, 'udp', 'ip', '{ulaw}', $3, true, 1, now(), now())`,
    [id, ref, alarmOn],
  );
}

async function addRoute(ref: string, alarmOn: FailoverClass[] | null): Promise<string> {
  await database.ds.query(
    `INSERT INTO outbound_routes (id, ref, name, position, patterns, trunk_ids, alarm_on, enabled, revision, created_at, updated_at)
     VALUES ($1, $2, $2, 1, '[]', $3, $4, true, 1, now(), now())`,
    [newId(), ref, [trunkId], alarmOn],
  );
  return ref;
}

const attempt = (atSeconds: number, change: Partial<FailedAttempt> = {}): FailedAttempt => ({
  ...{ trunkRef, routeRef: '', gateway: 'a:5060', linkedid: `l-${atSeconds}`, at: atSeconds * 1000 },
  ...{ end: 'forbidden', sipCode: 403, ...change },
});
const count = (...attempts: FailedAttempt[]) =>
  database.ds.transaction((manager) => TrunkAlarms.count(manager, node, attempts));

beforeEach(async () => {
  for (const table of ['trunks', 'outbound_routes', 'trunk_alarms', 'gateway_records'])
    await database.ds.query(`DELETE FROM ${table}`);
  await addTrunk(trunkId, trunkRef, ['forbidden']);
});

describe('alarms', () => {
  const now = Math.floor(Date.now() / 1000);

  it('are told once a minute with how many there were, over several transactions, and kept as a count', async () => {
    const told = await count(attempt(now), attempt(now + 1));
    told.push(...(await count(attempt(now + 2))), ...(await count(attempt(now + 61))));
    expect(told.map(({ type, data }) => [type, data])).toMatchObject([
      ['trunk.alarm', { trunkId, gateway: 'a:5060', class: 'forbidden', calls: 1, callId: callIdOf(node, `l-${now}`) }],
      ['trunk.alarm', { calls: 3, endedAt: new Date((now + 61) * 1000).toISOString() }],
    ]);
    const [alarm, ...more] = await TrunkAlarms.of(database.ds.manager, trunkId);
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({
      ...{ gateway: 'a:5060', class: 'forbidden', sipCode: 403, calls: 4 },
      ...{ firstAt: new Date(now * 1000).toISOString(), lastCallId: callIdOf(node, `l-${now + 61}`) },
    });
  });

  it('are of the classes that the route names, or else the trunk', async () => {
    const [own, asTrunk, silent] = [
      await addRoute(newRef('r'), ['busy']),
      await addRoute(newRef('r'), null),
      await addRoute(newRef('r'), []),
    ];
    const busy = { end: 'busy', sipCode: 486 } as const;
    expect(await count(attempt(now, { routeRef: own }), attempt(now, { routeRef: silent }))).toEqual([]);
    expect(await count(attempt(now, busy), attempt(now, { ...busy, routeRef: asTrunk }))).toEqual([]);
    const told = await count(attempt(now, { ...busy, routeRef: own }), attempt(now, { routeRef: asTrunk }));
    expect(told.map(({ data }) => 'class' in data && data.class)).toEqual(['busy', 'forbidden']);
  });

  it('of a trunk that is gone are not told, and forgotten with it and after a month', async () => {
    expect(await count(attempt(now, { trunkRef: newRef('t') }))).toEqual([]);
    const other = newRef('t');
    await addTrunk(newId(), other, ['forbidden']);
    await count(attempt(now), attempt(now - 40 * 86_400, { gateway: null }), attempt(now, { trunkRef: other }));
    await database.ds.query('DELETE FROM trunks WHERE ref = $1', [other]);
    await TrunkAlarms.prune(database.ds.manager);
    expect(await database.ds.query('SELECT trunk_id, gateway FROM trunk_alarms')).toEqual([
      { trunk_id: trunkId, gateway: 'a:5060' },
    ]);
  });
});

describe('what is kept of gateways', () => {
  it('is written over, read by trunk, and forgotten', async () => {
    const { manager } = database.ds;
    const record = newRecord(1000);
    const trunk = { trunkId, gateway: null };
    const gateway = { trunkId, gateway: 'a:5060' };
    await GatewayRecords.keep(manager, [
      { ...trunk, record },
      { ...gateway, record },
    ]);
    await GatewayRecords.keep(manager, [{ ...trunk, record: { ...record, score: 12.5 } }], [gateway]);
    expect(await GatewayRecords.all(database.ds, trunkId)).toEqual([{ ...trunk, record: { ...record, score: 12.5 } }]);
    expect(await GatewayRecords.all(database.ds, newId())).toEqual([]);
  });

  it('is followed for enabled trunks, by the routes that do not go past every rule', async () => {
    await addRoute(newRef('r'), null);
    const followed = await GatewayRecords.followed(database.ds);
    expect(followed.routes).toEqual([[trunkId]]);
    expect(followed.trunks).toMatchObject([
      { id: trunkId, ref: trunkRef, address: 'carrier.example:5060', gateways: [], status: null },
    ]);
    await database.ds.query('UPDATE outbound_routes SET emergency = true');
    await database.ds.query('UPDATE trunks SET enabled = false');
    expect(await GatewayRecords.followed(database.ds)).toEqual({ trunks: [], routes: [] });
  });
});
