import { type CelRow, callIdOf, type Directory, emptyDirectory } from '@trunkline/domain';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cel } from '../cel/cel.js';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { CelEventEntity } from '../entities/cel-event.entity.js';
import { eventsAfter } from '../events/event-log.js';
import { CallRecords } from './call-records.js';
import { noteSipCallIds, publishLateEndings } from './late-endings.js';
import { RecordRetention } from './retention.js';
import { buildStoredCalls } from './stored-call.js';

const node = 'node-1';
const database = testDatabase();
const parse = (raw: string) => JSON.parse(raw) as CelRow;
const base = Date.parse('2026-01-31T12:00:00.000Z');
let place = 0;

function row(type: string, uniqueid: string, linkedid: string, second: number, more: Partial<CelRow> = {}): CelRow {
  const atMicros = (base + second * 1000) * 1000;
  const channel = `PJSIP/e_${uniqueid}-00000001`;
  return {
    type,
    atMicros,
    uniqueid,
    linkedid,
    channel,
    context: 'c',
    peer: '',
    extra: {},
    exten: '1002',
    num: '1001',
    name: null,
    ...more,
  };
}

/** A calls B, B calls C on another line and hands A over to C: the second call is merged into the first. */
const first = [
  row('CHAN_START', 'a', 'a', 0),
  row('CHAN_START', 'b', 'a', 1),
  row('ANSWER', 'b', 'a', 2),
  row('ANSWER', 'a', 'a', 2),
  row('BRIDGE_ENTER', 'a', 'a', 2),
  row('BRIDGE_ENTER', 'b', 'a', 2),
];
const consultation = [
  row('CHAN_START', 'b2', 'b2', 10),
  row('CHAN_START', 'c', 'b2', 11),
  row('ANSWER', 'c', 'b2', 12),
  row('BRIDGE_ENTER', 'c', 'b2', 12),
  row('HANGUP', 'b2', 'b2', 20),
  row('LINKEDID_END', 'b2', 'b2', 20),
];
const joined = [
  row('BRIDGE_ENTER', 'c', 'a', 20),
  row('HANGUP', 'b', 'a', 21),
  row('HANGUP', 'c', 'a', 30),
  row('HANGUP', 'a', 'a', 30),
  row('LINKEDID_END', 'a', 'a', 30),
];

async function store(rows: readonly CelRow[]): Promise<void> {
  const lines = rows.map((one) => {
    place += 1;
    const eventTime = new Date(one.atMicros / 1000).toISOString();
    return {
      byteOffset: place,
      linkedid: one.linkedid,
      uniqueid: one.uniqueid,
      eventType: one.type,
      eventTime,
      raw: JSON.stringify(one),
    };
  });
  await database.ds.transaction((manager) => Cel.append(manager, node, 'file', lines, place));
}
const buildAll = (linkedids: readonly string[], directory: Directory = emptyDirectory) =>
  database.ds.transaction((manager) =>
    buildStoredCalls(
      manager,
      { node, directory, parse },
      linkedids.map((linkedid) => ({ linkedid })),
    ),
  );
const build = async (linkedid: string, directory?: Directory) => (await buildAll([linkedid], directory))[0];
const find = (linkedid: string) => database.ds.manager.findOneBy(CallRecordEntity, { id: callIdOf(node, linkedid) });

describe('a call of several linkedids', () => {
  beforeEach(() => database.empty());

  it('given the merged call had a record of its own, then that of the whole call supersedes it', async () => {
    await store([...first, ...consultation]);
    expect(await build('a')).toBe('open');
    expect(await build('b2')).toBe('made');
    await store(joined);
    expect(await build('a')).toBe('made');
    const whole = await find('a');
    expect(whole).toMatchObject({ durationSeconds: 30, billedSeconds: 28, supersededBy: null });
    expect(whole?.legs.map(({ id, role }) => [id, role])).toEqual([
      ['a', 'caller'],
      ['b', 'callee'],
      ['b2', 'callee'],
      ['c', 'callee'],
    ]);
    expect((await find('b2'))?.supersededBy).toBe(whole?.id);
    expect(await Cel.openLinkedIds(database.ds, node)).toEqual([]);
    expect([await build('b2'), await build('a')]).toEqual(['unchanged', 'unchanged']);
  });

  it('given several calls are asked for at once, by all their linkedids, then each has its own record', async () => {
    const alone = (id: string) => [
      row('CHAN_START', id, id, 0),
      row('HANGUP', id, id, 5),
      row('LINKEDID_END', id, id, 5),
    ];
    await store([...alone('x'), ...first, ...consultation, ...joined, ...alone('y'), row('CHAN_START', 'z', 'z', 0)]);
    expect(await buildAll(['x', 'b2', 'a', 'y', 'z', 'nobody'])).toEqual([
      'made',
      'made',
      'unchanged',
      'made',
      'open',
      'open',
    ]);
    const records = await database.ds.manager.find(CallRecordEntity, { order: { linkedid: 'ASC' } });
    expect(records.map(({ linkedid, legs }) => [linkedid, legs.length])).toEqual([
      ['a', 4],
      ['x', 1],
      ['y', 1],
    ]);
    expect((await Cel.openLinkedIds(database.ds, node)).map(({ linkedid }) => linkedid)).toEqual(['z']);
    expect(await buildAll(['x', 'y', 'a'])).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('given the merge is known before, then there is never a second record', async () => {
    await store([...first, ...consultation, ...joined.slice(0, 2)]);
    expect(await build('b2')).toBe('open');
    expect((await Cel.openLinkedIds(database.ds, node)).map(({ linkedid }) => linkedid)).toEqual(['a']);
    await store(joined.slice(2));
    expect(await build('a')).toBe('made');
    expect(await database.ds.manager.count(CallRecordEntity)).toBe(1);
  });
});

describe('a record that is built again', () => {
  beforeEach(() => database.empty());
  const named = (name: string): Directory => ({
    ...emptyDirectory,
    extension: (ref) => (ref === 'e_a' ? { id: '0190a000-0000-7000-8000-000000000001', number: '1001', name } : null),
  });

  it('keeps the names of its time, and changes when its row was changed by hand', async () => {
    await store([...first, ...joined.slice(1)]);
    expect(await build('a', named('Ada'))).toBe('made');
    expect(await build('a', named('Grace'))).toBe('unchanged');
    expect(await build('a')).toBe('unchanged');
    await database.ds.query('UPDATE call_records SET billed_seconds = 1');
    expect(await build('a')).toBe('changed');
    expect(await find('a')).toMatchObject({ fromName: 'Ada', billedSeconds: 28 });
  });

  it('is told to the stream once, marked late, when nobody saw its end', async () => {
    await store(
      [...first, ...joined.slice(1)].map((one) => ({
        ...one,
        atMicros: one.atMicros - base * 1000 + (Date.now() - 60_000) * 1000,
      })),
    );
    await build('a');
    const publish = (graceSeconds: number) =>
      database.ds.transaction((manager) => publishLateEndings(manager, { node, since: new Date(0), graceSeconds }));
    expect(await publish(20)).toBe(0);
    expect(await publish(0)).toBe(1);
    expect(await publish(0)).toBe(0);
    await database.ds.query(
      `UPDATE event_log SET data = jsonb_set(data, '{legs,0,sipCallId}', '"call-1@host"') WHERE type = 'call.ended'`,
    );
    await database.ds.transaction((manager) => noteSipCallIds(manager, { node, since: new Date(0) }));
    const query = { limit: 5, sort: '-startedAt', sipCallId: 'call-1@host' } as const;
    expect((await CallRecords.page(database.ds, query)).items).toMatchObject([{ sipCallIds: ['call-1@host'] }]);
    expect(await build('a')).toBe('unchanged');
    const events = await eventsAfter(database.ds, 0, 10);
    expect(events).toMatchObject([
      { type: 'call.ended', data: { id: callIdOf(node, 'a'), late: true, endReason: 'hangup' } },
    ]);
  });
});

describe('SIP Call-IDs', () => {
  const buildKnowing = (sipCallIds: readonly string[]) =>
    database.ds.transaction((manager) =>
      buildStoredCalls(manager, { node, directory: emptyDirectory, parse, sipCallIdsOf: () => sipCallIds }, [
        { linkedid: 'a' },
      ]),
    );
  beforeEach(() => database.empty());

  it('are those that are known when the record is made, and stay when it is made anew', async () => {
    await store([...first, ...joined.slice(1, 4)]);
    expect(await buildKnowing(['call-1@host', 'call-2@host'])).toEqual(['made']);
    expect(await buildKnowing([])).toEqual(['unchanged']);
    await store([row('HANGUP', 'd', 'a', 40)]);
    expect(await buildKnowing([])).toEqual(['changed']);
    expect((await find('a'))?.sipCallIds).toEqual(['call-1@host', 'call-2@host']);
  });
});

describe('retention', () => {
  const after = new Date(base + 3600_000);
  const lines = () => database.ds.manager.count(CelEventEntity);
  beforeEach(async () => {
    await database.empty();
    await store([...first, ...joined.slice(1)]);
  });

  it('never takes lines of a call that is open, nor of one that ended later', async () => {
    expect(await RecordRetention.deleteLines(database.ds, after)).toBe(0);
    await build('a');
    expect(await RecordRetention.deleteLines(database.ds, new Date(base + 10_000))).toBe(0);
    const before = await lines();
    expect(await RecordRetention.deleteLines(database.ds, after)).toBe(before);
    expect(await find('a')).not.toBeNull();
  });

  it('takes the lines of a record with it, so that nothing makes it anew', async () => {
    await build('a');
    expect(await RecordRetention.deleteRecords(database.ds, new Date(base))).toBe(0);
    expect(await RecordRetention.deleteRecords(database.ds, after)).toBe(1);
    expect([await lines(), await find('a')]).toEqual([0, null]);
  });

  it('takes the lines of what was joined to it too', async () => {
    await store([...consultation, ...joined.slice(0, 1)]);
    await build('a');
    expect(await RecordRetention.deleteRecords(database.ds, after)).toBe(1);
    expect([await lines(), await find('a')]).toEqual([0, null]);
  });

  it('leaves it to another process that is at it', async () => {
    await build('a');
    await database.ds.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(7402004)');
      expect(await RecordRetention.deleteRecords(database.ds, after)).toBe(0);
    });
    expect(await RecordRetention.deleteRecords(database.ds, after)).toBe(1);
  });
});
