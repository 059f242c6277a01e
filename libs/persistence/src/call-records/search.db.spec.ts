/**
 * Every search finds what fits, and only that, page by page: of 20,000 records here. With TRUNKLINE_PROVE=1 of
 * TRUNKLINE_PROVE_RECORDS (2 million), and each within a second, which is printed.
 */
import type { CallRecord, CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { findCallRecords } from '../search/find-call-records.js';
import { CallRecords } from './call-records.js';
import { fitting, type Span, walking } from './select-records.js';

const prove = process.env.TRUNKLINE_PROVE === '1';
const records = prove ? Number(process.env.TRUNKLINE_PROVE_RECORDS ?? 2_000_000) : 20_000;
const runs = prove ? 20 : 3;
const uuid = (kind: number, n: number) => `0190a000-0000-7000-8${kind}00-${String(n).padStart(12, '0')}`;
const database = testDatabase();

async function seed(): Promise<void> {
  const step = 200_000;
  const runner = database.ds.createQueryRunner();
  await runner.query(`SET statement_timeout = 0; SET maintenance_work_mem = '256MB'`);
  // Filled first and indexed then, which is many times faster.
  const indexes: { name: string; definition: string }[] = await runner.query(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE tablename IN ('call_records', 'call_record_keys') AND indexname !~ '_pkey$'`,
  );
  for (const { name } of indexes) await runner.query(`DROP INDEX ${name}`);
  for (let first = 1; first <= records; first += step)
    await runner.query(
      `INSERT INTO call_records (id, node, linkedid, direction, from_number, from_name, to_number, to_e164, trunk_id, route_id,
         extension_ids, started_at, ended_at, duration_seconds, billed_seconds, disposition, hangup_cause, sip_code, attempts,
         sip_call_ids)
       SELECT gen_random_uuid(), 'node-1', 'pbx-' || n || '.1', (ARRAY['inbound', 'outbound', 'internal'])[1 + n % 3],
         (1000 + n % 2000)::text, 'Person ' || n % 2000, '+4930' || (n::bigint * 7919) % 10000000, '+4930' || (n::bigint * 7919) % 10000000,
         ('${uuid(1, 0).slice(0, -12)}' || lpad((n % 20)::text, 12, '0'))::uuid,
         ('${uuid(2, 0).slice(0, -12)}' || lpad((n % 10)::text, 12, '0'))::uuid,
         ARRAY[('${uuid(3, 0).slice(0, -12)}' || lpad((n % 2000)::text, 12, '0'))::uuid],
         timestamptz '2026-01-01' + n * interval '5 seconds', timestamptz '2026-01-01' + n * interval '5 seconds' + n % 600 * interval '1 second',
         n % 600, n % 500, (ARRAY['answered', 'answered', 'answered', 'busy', 'no_answer', 'failed'])[1 + n % 6],
         CASE WHEN n % 997 = 0 THEN 34 ELSE 16 END, CASE WHEN n % 997 = 0 THEN 503 END, '[]', ARRAY['call-' || n || '@host']
       FROM generate_series($1::int, $2::int) n`,
      [first, Math.min(records, first + step - 1)],
    );
  for (const { definition } of indexes) await runner.query(definition);
  await runner.query('VACUUM ANALYZE call_records, call_record_keys');
  await runner.release();
}

const text = ({ from, fromName, to, toE164 }: CallRecord) => [from, fromName, to, toE164].join(' ').toLowerCase();
const none = () => false;
const ofTrunkAndCause = (r: CallRecord) => r.trunkId === uuid(1, 7) && r.hangupCause === 34 && r.durationSeconds >= 100;

/** What is looked for, which records fit, and the order. */
const searches: [string, CallRecordFilter, (record: CallRecord) => boolean, CallRecordSort?][] = [
  ['newest', {}, () => true],
  ['longest', {}, () => true, '-durationSeconds'],
  ['billed from the lowest', {}, () => true, 'billedSeconds'],
  ['who called', { fromNumber: '1234' }, ({ from }) => from === '1234'],
  ['number begins', { toNumberPrefix: '+4930123' }, ({ to }) => to?.startsWith('+4930123') ?? false],
  ['number contains', { toNumberContains: '44556' }, ({ to }) => to?.includes('44556') ?? false],
  ['number that nobody has', { toNumberContains: '99999999' }, none],
  ['name', { name: 'person 123' }, ({ fromName }) => fromName?.startsWith('Person 123') ?? false],
  ['search', { search: '44556' }, (record) => text(record).includes('44556')],
  ['search, nothing', { search: 'nobody at all' }, none],
  ['search, two characters', { search: '12' }, ({ from }) => from?.startsWith('12') ?? false],
  ['search, two characters, nothing', { search: 'zz' }, none],
  ['extension', { extensionId: uuid(3, 42) }, ({ extensionIds }) => extensionIds.includes(uuid(3, 42))],
  ['trunk', { trunkId: uuid(1, 7) }, ({ trunkId }) => trunkId === uuid(1, 7)],
  [
    'route and disposition',
    { routeId: uuid(2, 3), disposition: 'busy' },
    (r) => r.routeId === uuid(2, 3) && r.disposition === 'busy',
  ],
  ['SIP code', { sipCode: 503 }, ({ sipCode }) => sipCode === 503],
  ['cause', { hangupCause: 34 }, ({ hangupCause }) => hangupCause === 34],
  ['crashed', { endReason: 'pbx_crash' }, none],
  ['duration', { minDurationSeconds: 590, maxDurationSeconds: 599 }, ({ durationSeconds }) => durationSeconds >= 590],
  ['duration that few have', { minDurationSeconds: 598 }, ({ durationSeconds }) => durationSeconds >= 598],
  ['duration that very few have', { minDurationSeconds: 599 }, ({ durationSeconds }) => durationSeconds >= 599],
  ['name, the oldest first', { name: 'person 12' }, (r) => r.fromName?.startsWith('Person 12') ?? false, 'startedAt'],
  [
    'longest of those with a name',
    { name: 'person 7' },
    (r) => r.fromName?.startsWith('Person 7') ?? false,
    '-durationSeconds',
  ],
  [
    'trunk and disposition',
    { trunkId: uuid(1, 7), disposition: 'busy' },
    (r) => r.trunkId === uuid(1, 7) && r.disposition === 'busy',
  ],
  ['trunk, cause and duration', { trunkId: uuid(1, 7), hangupCause: 34, minDurationSeconds: 100 }, ofTrunkAndCause],
  ['longest of a trunk', { trunkId: uuid(1, 7) }, ({ trunkId }) => trunkId === uuid(1, 7), '-billedSeconds'],
  ['number begins with a letter', { fromNumberPrefix: 'x' }, none],
  ['number of both forms', { toNumber: '+49307919' }, ({ to, toE164 }) => to === '+49307919' || toE164 === '+49307919'],
  ['part of a number that the other party has', { fromNumberContains: '44556' }, none],
  ['name that is part of no name', { name: '4930' }, none],
  ['parts of two columns', { search: '1\x01+4930' }, none],
  ['linkedid', { linkedid: 'pbx-777.1' }, ({ linkedid }) => linkedid === 'pbx-777.1'],
  ['SIP call id', { sipCallId: 'call-777@host' }, ({ sipCallIds }) => sipCallIds.includes('call-777@host')],
  [
    'span of time',
    { from: '2026-01-01T05:00:00.000Z', to: '2026-01-01T06:00:00.000Z' },
    ({ startedAt }) => startedAt.startsWith('2026-01-01T05:'),
  ],
  ['two thirds of all, next page', { direction: 'inbound' }, ({ direction }) => direction === 'inbound'],
];

/** What somebody types who looks for anything, and which records he means. */
const typed: [string, (record: CallRecord) => boolean][] = [
  ['+49 30 123', ({ to }) => to?.startsWith('+4930123') ?? false],
  ['+4930', () => true],
  ['1234', ({ from }) => from === '1234'],
  ['100', ({ from }) => from?.startsWith('100') ?? false],
  ['99999999', none],
  ['12', none],
  ['Person 12', none],
  ['pbx-777.1', ({ linkedid }) => linkedid === 'pbx-777.1'],
  ['call-777@host', ({ sipCallIds }) => sipCallIds.includes('call-777@host')],
  ['0190a000-0000-7000-8000-000000000000', none],
];

describe('searching call records', () => {
  const everything: CallRecord[] = [];
  beforeAll(async () => {
    await seed();
    if (prove) return;
    for await (const batch of CallRecords.batches(database.ds, {}, '-startedAt', 5000)) everything.push(...batch);
  }, 1_200_000);

  it.each(searches)('by %s finds what fits, page by page', async (name, filter, fits, sort = '-startedAt') => {
    const query = { limit: 50, sort, ...filter };
    const taken: number[] = [];
    const found: CallRecord[] = [];
    let cursor: string | undefined;
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      const page = await CallRecords.page(database.ds, { ...query, cursor });
      taken.push(performance.now() - began);
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined) break;
    }
    expect(found.filter((record) => !fits(record))).toEqual([]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    if (!prove) {
      const fitting = everything.filter(fits);
      if (sort === 'startedAt') fitting.reverse();
      const expected = fitting.slice(0, runs * query.limit).map(({ id }) => id);
      expect(found.length).toBe(expected.length);
      if (sort.endsWith('startedAt')) expect(found.map(({ id }) => id)).toEqual(expected);
      return;
    }
    taken.sort((a, b) => a - b);
    console.log(`${records} records, ${name}: p95 ${Math.round(taken[Math.floor(taken.length * 0.95)] ?? 0)} ms`);
    expect(taken[Math.floor(taken.length / 2)]).toBeLessThan(1000);
  });

  it.each(typed)('for %s among everything finds the newest', async (wanted, fits) => {
    const taken: number[] = [];
    for (let run = 0; run < (prove ? 20 : 1); run += 1) {
      const began = performance.now();
      const found = await findCallRecords(database.ds, wanted, 5, 10_000);
      taken.push(performance.now() - began);
      if (prove) continue;
      expect(found?.map(({ id }) => id)).toEqual(
        everything
          .filter(fits)
          .slice(0, 5)
          .map(({ id }) => id),
      );
    }
    if (!prove) return;
    taken.sort((a, b) => a - b);
    console.log(`${records} records, anything, ${wanted}: p95 ${taken[18]?.toFixed(1)} ms`);
    expect(taken[10]).toBeLessThan(1000);
  });

  it('gives up a search that takes too long (control: with time it waits and finds)', async () => {
    const blocker = database.ds.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE call_records IN ACCESS EXCLUSIVE MODE');
    expect(await findCallRecords(database.ds, '1234', 5, 50)).toBeNull();
    const waiting = findCallRecords(database.ds, '1234', 5, 10_000);
    await blocker.rollbackTransaction();
    await blocker.release();
    expect(await waiting).toHaveLength(
      prove ? 5 : Math.min(5, everything.filter(({ from }) => from === '1234').length),
    );
  });

  it.each<CallRecordFilter>([
    { search: '99999' },
    { search: 'nobody' },
    { name: 'nobody' },
    { fromNumberContains: '99999' },
    { toNumberPrefix: 'a' },
  ])('is served by the index of parts for %j', async (filter) => {
    expect(await planOf(filter)).toContain('call_record_keys_text_idx');
  });

  it('walks through a span for a number that Postgres takes for rare (control: left alone it does not)', async () => {
    const filter = { toNumberPrefix: '+493012345' };
    // The newest quarter.
    const newest: Span = { after: null, upTo: ['2026-01-01T20:50:00.000Z', uuid(0, 0)] };
    expect(await planOf(filter, newest)).toContain('call_record_keys_to_idx');
    const walk = await explain(walking(database.ds, {}, filter, '-startedAt', newest));
    expect(walk).toContain('call_record_keys_started_idx');
    expect(walk).not.toContain('call_record_keys_to_idx');
  });

  it('reads every record without that index (control)', async () => {
    await database.ds.query('DROP INDEX call_record_keys_text_idx');
    expect(await planOf({ search: '99999' })).toContain('Seq Scan');
  });

  const planOf = (filter: CallRecordFilter, span: Span = { after: null }): Promise<string> =>
    explain(fitting(database.ds, filter, '-startedAt', span));

  async function explain(select: ReturnType<typeof fitting>): Promise<string> {
    const [query, values] = select.getQueryAndParameters();
    return JSON.stringify(await database.ds.query(`EXPLAIN (FORMAT JSON) ${query}`, values));
  }
});
