import type { CallRecord, CallRecordQuery } from '@trunkline/contracts';
import { DomainError, sipCodeText } from '@trunkline/domain';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids/new-id.js';
import { CallRecords } from './call-records.js';
import { upsertCallRecords } from './upsert-call-records.js';

const unavailable = { cause: 34, causeText: 'No circuit', sipCode: 503, sipCodeText: sipCodeText(503) };
const start = Date.parse('2026-01-31T12:00:00.000Z');
let count = 0;

function record(more: Partial<CallRecord> = {}): CallRecord {
  count += 1;
  return {
    id: newId(),
    node: 'node-1',
    linkedid: `l-${count}`,
    direction: 'outbound',
    from: '1001',
    fromE164: null,
    fromName: 'Ada',
    to: '+15550100001',
    toE164: '+15550100001',
    trunkId: null,
    trunkName: null,
    routeId: null,
    extensionIds: [],
    voicemailExtensionId: null,
    startedAt: new Date(start + count * 1000).toISOString(),
    answeredAt: null,
    endedAt: new Date(start + count * 1000 + 500).toISOString(),
    durationSeconds: 0,
    billedSeconds: 0,
    disposition: 'no_answer',
    endReason: 'hangup',
    hangupCause: 19,
    hangupCauseText: 'No answer',
    sipCode: 480,
    sipCodeText: sipCodeText(480),
    attempts: [],
    legs: [],
    sipCallIds: [],
    supersededBy: null,
    ...(more.sipCode === undefined ? {} : { sipCodeText: sipCodeText(more.sipCode) }),
    ...more,
  };
}

describe('call records', () => {
  const database = testDatabase();
  const store = (records: CallRecord[]) =>
    database.ds.transaction(async (manager) => {
      await upsertCallRecords(
        manager,
        records.map((record) => ({ record })),
      );
    });
  const list = async (query: Partial<CallRecordQuery> = {}) =>
    (await CallRecords.page(database.ds, { limit: 50, sort: '-startedAt', ...query })).items;
  beforeEach(() => database.empty());

  it('are given back as they were stored, and replaced when rebuilt', async () => {
    const trunkId = newId();
    const attempts = [
      { trunkId, trunkRef: 't_a', gateway: null, skipped: null, startedAt: '2026-01-31T12:00:00.000Z', ...unavailable },
    ];
    const first = record({ trunkId, trunkName: 'A', extensionIds: [newId(), newId()], attempts });
    await store([first]);
    expect(await list()).toEqual([first]);
    const rebuilt = { ...first, disposition: 'answered' as const, answeredAt: first.startedAt, billedSeconds: 7 };
    await store([rebuilt]);
    expect(await list()).toEqual([rebuilt]);
    expect(await CallRecords.find(database.ds, first.id)).toEqual(rebuilt);
    expect(await CallRecords.find(database.ds, newId())).toBeNull();
  });

  it('are listed newest first, page by page, each once, also when many began in the same millisecond', async () => {
    const startedAt = new Date(start).toISOString();
    const records = Array.from({ length: 23 }, (_one, n) => record(n % 2 === 0 ? { startedAt } : {}));
    await store(records);
    const seen: CallRecord[] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await CallRecords.page(database.ds, { limit: 5, cursor, sort: '-startedAt' });
      seen.push(...items);
      await store([record({ startedAt: new Date().toISOString() })]);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    const newestFirst = (a: CallRecord, b: CallRecord) => (a.startedAt + a.id < b.startedAt + b.id ? 1 : -1);
    expect(seen.map((one) => one.id)).toEqual([...records].sort(newestFirst).map((one) => one.id));
  });

  it('end the list with the last full page', async () => {
    await store([record(), record()]);
    expect((await CallRecords.page(database.ds, { limit: 2, sort: '-startedAt' })).nextCursor).toBeNull();
  });

  it('are filtered by direction, disposition, trunk and time', async () => {
    const trunkId = newId();
    const wanted = record({ trunkId, direction: 'inbound', disposition: 'busy' });
    await store([record(), wanted, record()]);
    expect(await list({ direction: 'inbound' })).toEqual([wanted]);
    expect(await list({ disposition: 'busy' })).toEqual([wanted]);
    expect(await list({ trunkId })).toEqual([wanted]);
    const next = new Date(Date.parse(wanted.startedAt) + 1).toISOString();
    expect(await list({ from: wanted.startedAt, to: next })).toEqual([wanted]);
    expect(await list({ from: wanted.startedAt, to: wanted.startedAt })).toEqual([]);
  });

  it('are found by a part of a number or a name, taken literally', async () => {
    const odd = record({ from: null, fromName: '100%_O\\Brien' });
    await store([record({ fromName: 'Grace' }), odd, record({ to: '4477' })]);
    expect(await list({ search: 'grAC' })).toHaveLength(1);
    expect(await list({ search: '447' })).toHaveLength(1);
    expect(await list({ search: '%_o\\b' })).toEqual([odd]);
    expect(await list({ search: "'; DROP TABLE call_records; --" })).toEqual([]);
    expect(await list({ search: '0%_' })).toEqual([odd]);
    expect(await list({ search: '%' })).toEqual([]);
    expect(await list({ search: '44' })).toHaveLength(1);
    expect(await list({ search: '77' })).toEqual([]);
    expect(await list({ search: '  ' })).toHaveLength(3);
  });

  it('are found by what they are now: rebuilt, superseded, shown again and deleted', async () => {
    const first = record({ from: '1001', fromName: 'Ada' });
    const [other, rebuilt] = [record({ from: '1002' }), { ...first, from: '1007', fromName: 'Grace', sipCode: 486 }];
    const found = async () =>
      Promise.all(
        [{ fromNumber: '1001' }, { fromNumber: '1007' }, { search: 'grace' }, { sipCode: 486 }].map(
          async (query) => (await list(query)).length,
        ),
      );
    await store([first, other]);
    expect(await found()).toEqual([1, 0, 0, 0]);
    await store([rebuilt]);
    expect(await found()).toEqual([0, 1, 1, 1]);
    await database.ds.query('UPDATE call_records SET superseded_by = $1 WHERE id = $2', [other.id, first.id]);
    expect(await found()).toEqual([0, 0, 0, 0]);
    await database.ds.query('UPDATE call_records SET superseded_by = NULL');
    expect(await found()).toEqual([0, 1, 1, 1]);
    await database.ds.query('DELETE FROM call_records WHERE id = $1', [first.id]);
    expect(await found()).toEqual([0, 0, 0, 0]);
    expect(await list()).toEqual([other]);
  });

  it.each([
    '',
    'garbage',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('["2026","y"]').toString('base64url'),
  ])('refuse the cursor %j by its name', async (cursor) => {
    const error = await CallRecords.page(database.ds, { limit: 5, cursor, sort: '-startedAt' }).catch((e) => e);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'validation_failed', fields: [{ pointer: '?cursor' }] });
  });
});
