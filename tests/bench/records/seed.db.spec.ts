/** The tool that fills a database with made-up call records: `npm run seed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { callRecordSchema } from '@trunkline/contracts';
import { CallRecords } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { expect, it } from 'vitest';

const records = 2000;
const database = testDatabase();

function seed() {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../../tools/seed.mjs'), '--records', `${records}`],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: database.url } },
  );
  return { child, exit: once(child, 'exit').then(([code]) => code as number | null), said: text(child.stderr) };
}

const indexes = () =>
  database.ds.query<unknown[]>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('call_records', 'call_record_keys') ORDER BY indexname`,
  );

it('fills an empty database, even when it was killed in between, and leaves its indexes as they were', async () => {
  const before = await indexes();
  const cut = seed();
  await once(cut.child.stdout, 'data');
  cut.child.kill('SIGKILL');
  await cut.exit;
  const whole = seed();
  whole.child.stdout.resume();
  expect([await whole.exit, await whole.said]).toEqual([0, '']);
  expect(await indexes()).toEqual(before);
  const [counted] = await database.ds.query(
    `SELECT (SELECT count(*)::int FROM call_records) AS records,
            (SELECT count(*)::int FROM call_records WHERE superseded_by IS NULL) AS shown,
            (SELECT sum(total)::int FROM call_counts) AS counted,
            (SELECT max(started_at) <= now() AND max(started_at) > now() - interval '1 day' FROM call_records) AS "untilNow"`,
  );
  expect(counted).toEqual({ records, shown: counted.counted, counted: counted.counted, untilNow: true });
});

it('makes records that are like those of calls', async () => {
  const { items } = await CallRecords.page(database.ds, { limit: 200, sort: '-startedAt' });
  expect(items.length).toBe(200);
  for (const item of items) expect(callRecordSchema.parse(item)).toEqual(item);
  expect(new Set(items.map(({ disposition }) => disposition)).size).toBeGreaterThan(3);
});

it('refuses a database that has records', async () => {
  const again = seed();
  again.child.stdout.resume();
  expect([await again.exit, await again.said]).toEqual([
    1,
    'There are call records in this database: made-up ones are not put among them.\n',
  ]);
});
