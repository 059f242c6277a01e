/** How long each kind of search takes among ten million call records, through the API, and the overview. */
import type { CallRecord, Overview, Page } from '@trunkline/contracts';
import { quantile, quick, report, reportVersion } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Query, type Sample, searches } from './searches.js';
import { type SeededStack, seededStack } from './seeded-stack.js';

const records = quick ? 200_000 : 10_000_000;
const runs = quick ? 20 : 40;
/** Records among which those are chosen that searches are made of. */
const SAMPLED = 20_000;
const target = { atMost: 200 };
const among = `among ${records.toLocaleString('en')} records`;
let stack: SeededStack;
let samples: Sample[];
const kinds: { kind: string; p50: number; p95: number; p99: number }[] = [];
/** How long each search took, of whatever kind. */
const together: number[] = [];

beforeAll(async () => {
  stack = await seededStack(247, records);
  samples = await stack.database.query(sampled, [runs, (100 * SAMPLED) / records]);
  const [{ version }] = await stack.database.query<[{ version: string }]>(
    `SELECT current_setting('server_version') AS version`,
  );
  reportVersion('postgres', version);
}, 3_600_000);

afterAll(async () => {
  await stack?.stop();
});

/** Calls with somebody outside, from anywhere in time, the same each time. */
const sampled = `
SELECT r.id, linkedid, started_at AS "startedAt", coalesce(from_e164, to_e164) AS party, coalesce(from_name, 'Vera Vogel') AS name,
       (10000 + right(extension_ids[1]::text, 5)::int)::text AS "extensionNumber", extension_ids[1] AS "extensionId", trunk_id AS "trunkId",
       route_id AS "routeId", sip_call_ids[1] AS "sipCallId"
  FROM call_records r TABLESAMPLE SYSTEM ($2) REPEATABLE (1)
 WHERE trunk_id IS NOT NULL AND superseded_by IS NULL ORDER BY hashtext(linkedid) LIMIT $1`;

async function get<T>(path: string): Promise<{ ms: number; body: T }> {
  const began = performance.now();
  const answer = await stack.api.send('GET', path);
  const body = (await answer.json()) as T;
  const ms = performance.now() - began;
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(body)}`);
  return { ms, body };
}

async function search(query: Query, cursor?: string): Promise<{ ms: number; body: Page<CallRecord> }> {
  const given = Object.entries({ ...query, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  const answer = await get<Page<CallRecord>>(`/call-records?${new URLSearchParams(Object.fromEntries(given))}`);
  together.push(answer.ms);
  return answer;
}

/** Measures one kind; its figures are in bench.json, those of the slowest in the table too. */
async function measure(kind: string, one: (sample: Sample, n: number) => Promise<number>): Promise<void> {
  const times: number[] = [];
  for (const [n, sample] of samples.entries()) times.push(await one(sample, n));
  const [p50, p95, p99] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)];
  kinds.push({ kind, p50, p95, p99 });
  console.log(`${kind.padEnd(40)} p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
  for (const [name, value] of Object.entries({ p50, p95, p99 }))
    report({ what: `search ${among}: ${kind}, ${name}`, values: [value], unit: 'ms', target, detail: true });
}

it.each(Object.entries(searches))('%s', { timeout: 600_000 }, (kind, queryOf) =>
  measure(kind, async (sample, n) => (await search(queryOf(sample, n))).ms),
);

it('call by its id', { timeout: 600_000 }, () =>
  measure('call by its id', async ({ id }) => (await get(`/call-records/${id}`)).ms),
);

it('page after page', { timeout: 600_000 }, async () => {
  let cursor: string | undefined;
  await measure('page after page, 200 each', async () => {
    const { ms, body } = await search({ limit: 200, disposition: 'failed' }, cursor);
    cursor = body.nextCursor ?? expect.fail();
    return ms;
  });
});

it('overview', { timeout: 600_000 }, async () => {
  await measure('overview', async () => {
    const { ms, body } = await get<Overview>('/overview?timezone=Europe/Berlin');
    expect(body.calls?.day.total).toBeGreaterThan(0);
    return ms;
  });
  const [{ p50, p95 } = expect.fail()] = kinds.slice(-1);
  report({ what: `overview ${among}, p50`, values: [p50], unit: 'ms' });
  report({ what: `overview ${among}, p95`, values: [p95], unit: 'ms', target });
});

it('all of them together, and the worst', () => {
  const [worst = expect.fail()] = kinds.toSorted((a, b) => b.p95 - a.p95);
  const medians = kinds.map(({ p50 }) => p50);
  report({ what: `search ${among}, the median kind, p50`, values: [quantile(medians, 0.5)], unit: 'ms' });
  const all = { values: [quantile(together, 0.95)], unit: 'ms', target };
  report({ what: `search ${among}, all kinds together, p95`, ...all });
  report({ what: `search ${among}, the worst kind (${worst.kind}), p95`, values: [worst.p95], unit: 'ms', target });
});
