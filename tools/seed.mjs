// `npm run seed -- --records N`: fills the empty table of call records of DATABASE_URL with N made-up records of 400 days, to try
// and to measure with. Stopped and run again, it goes on where it was. Never for a database that is in use.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';

/** A trigger of the first fills the second, which searches look at. */
const TABLES = ['call_records', 'call_record_keys'];
const DAYS = 400;
const STEP = 100_000;
const WORKERS = 2;
/** With its share of the indexes, measured. */
const BYTES_EACH = 2600;
const began = Date.now();
const tell = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}`);
const sql = (name) => readFile(join(import.meta.dirname, 'seed', name), 'utf8');

async function main() {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
  const records = Number(values.records);
  if (!Number.isInteger(records) || records < 1 || records > 100_000_000)
    throw new Error('--records is a whole number from 1 to 100000000');
  if (!process.env.DATABASE_URL) throw new Error('DATABASE_URL says which database to fill: it is missing.');
  const workers = await Promise.all(Array.from({ length: WORKERS }, connect));
  try {
    await seed(workers, records);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

async function connect() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: 'seed' });
  await client.connect();
  // Nothing here has to survive a crash of the machine: the tool is run again then.
  await client.query(
    `SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET jit = off`,
  );
  await client.query(await sql('functions.sql'));
  return client;
}

/** Gives each of the things to one of the workers, in their order. */
async function share(workers, things, work) {
  const left = things.values();
  await Promise.all(
    workers.map(async (worker) => {
      for (const thing of left) await work(worker, thing);
    }),
  );
}

async function seed(workers, records) {
  const [first] = workers;
  const plan = (await underWay(first)) ?? (await begin(first, records));
  if (plan.records !== records) throw new Error(`${plan.records} records were begun here: ask for as many.`);
  for (const table of TABLES) await first.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  const insert = await sql('records.sql');
  let left = plan.steps.length;
  await share(workers, plan.steps, async (worker, step) => {
    const last = Math.min(records, step + STEP - 1);
    await worker.query('BEGIN');
    await worker.query(insert, [step, last, records, DAYS, plan.until, shareOfDay(plan.until)]);
    await worker.query('UPDATE record_seed SET steps = array_remove(steps, $1)', [step]);
    await worker.query('COMMIT');
    left -= 1;
    if (left % 5 === 0) tell(`${records - left * STEP} of ${records} records`);
  });
  await share(workers, plan.indexes, async (worker, { name, definition }) => {
    const { rows } = await worker.query('SELECT to_regclass($1) IS NOT NULL AS there', [name]);
    if (rows[0].there) return;
    await worker.query(definition);
    tell(`index ${name}`);
  });
  tell('vacuum');
  for (const table of TABLES) {
    await first.query(`ALTER TABLE ${table} RESET (autovacuum_enabled)`);
    await first.query(`VACUUM (ANALYZE) ${table}`);
  }
  await first.query('VACUUM (ANALYZE) call_counts');
  const { rows } = await first.query(
    'SELECT pg_size_pretty(sum(pg_total_relation_size(name::regclass))) AS size FROM unnest($1::text[]) name',
    [TABLES],
  );
  await first.query('DROP TABLE record_seed');
  tell(`${records} records, ${rows[0].size}`);
}

/** The part of a day's calls that have begun at that time of it, in UTC, as records.sql spreads them. */
function shareOfDay(at) {
  const hour = (at.getTime() % 86_400_000) / 3_600_000;
  if (hour < 7) return (hour / 7) * 0.05;
  return hour < 18 ? 0.05 + ((hour - 7) / 11) * 0.85 : 0.9 + ((hour - 18) / 6) * 0.1;
}

const planned = 'SELECT records, steps, until, indexes FROM record_seed';

/** What an earlier run wrote down, null when there was none. */
async function underWay(client) {
  const there = await client.query(`SELECT to_regclass('record_seed') IS NOT NULL AS there`);
  return there.rows[0].there ? (await client.query(planned)).rows[0] : null;
}

/** Writes down what is to be done and takes the indexes away: filled first and indexed then, it is many times faster. */
async function begin(client, records) {
  const any = await client.query('SELECT EXISTS (SELECT 1 FROM call_records) AS any');
  if (any.rows[0].any) throw new Error('There are call records in this database: made-up ones are not put among them.');
  console.log(`${records} records take about ${((records * BYTES_EACH) / 1e9).toFixed(1)} GB.`);
  await client.query('BEGIN');
  // The largest first, so that no worker is left with it alone. The key of the second table its trigger needs.
  const { rows: indexes } = await client.query(
    `
    SELECT i.relname AS name, CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.oid)
             ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', x.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) END AS definition,
           CASE WHEN c.oid IS NULL THEN format('DROP INDEX %I', i.relname)
             ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', x.indrelid::regclass, c.conname) END AS away
      FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_am a ON a.oid = i.relam
      LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'p'
     WHERE x.indrelid = ANY ($1::regclass[]) AND i.relname <> 'call_record_keys_pkey'
     ORDER BY c.oid IS NOT NULL, a.amname = 'gin' DESC, i.relname DESC`,
    [TABLES],
  );
  for (const { away } of indexes) await client.query(away);
  await client.query('CREATE TABLE record_seed (records int, steps int[], until timestamptz, indexes jsonb)');
  await client.query(
    'INSERT INTO record_seed SELECT $1::int, array_agg(step), now(), $3 FROM generate_series(1, $1::int, $2::int) step',
    [records, STEP, JSON.stringify(indexes)],
  );
  await client.query('COMMIT');
  return (await client.query(planned)).rows[0];
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
