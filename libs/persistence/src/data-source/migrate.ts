import type { DataSource } from 'typeorm';
import { allMigrations } from '../migrations/all-migrations.js';
import { lockKey } from './locks.js';

/** The schema is not the one that this build needs. The message says what to do. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}

/** Brings the schema up to this build, one process at a time. Returns the names of the migrations that it ran. */
export async function migrate(ds: DataSource): Promise<string[]> {
  await assertServerVersion(ds);
  const lock = ds.createQueryRunner();
  try {
    await lock.query('SET statement_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [lockKey.migration]);
    const ran = await ds.runMigrations({ transaction: 'each' });
    await lock.query('SELECT pg_advisory_unlock($1)', [lockKey.migration]);
    await lock.query('RESET statement_timeout');
    return ran.map((migration) => migration.name);
  } finally {
    await lock.release();
  }
}

/** Resolves when the schema is exactly that of this build, else throws SchemaMismatch. */
export async function assertMigrated(ds: DataSource): Promise<void> {
  await assertServerVersion(ds);
  const [table] = await ds.query<[{ found: boolean }]>(`SELECT to_regclass('public.migrations') IS NOT NULL AS found`);
  const rows = table.found ? await ds.query<{ name: string }[]>('SELECT name FROM migrations') : [];
  const present = new Set(rows.map((row) => row.name));
  const wanted = allMigrations.map((migration) => migration.name);
  const missing = wanted.filter((name) => !present.has(name));
  if (missing.length > 0)
    throw new SchemaMismatch(`The database lacks ${missing.join(', ')}: run the migrate command.`);
  const unknown = [...present].filter((name) => !wanted.includes(name));
  if (unknown.length > 0) {
    throw new SchemaMismatch(
      `The database was migrated by a newer version (${unknown.join(', ')}): update this program.`,
    );
  }
}

/** Throws SchemaMismatch when the server is older than Postgres 16. */
export async function assertServerVersion(ds: DataSource): Promise<void> {
  const [row] = await ds.query<[{ version: number; text: string }]>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`,
  );
  if (row.version < 160000) throw new SchemaMismatch(`Postgres 16 or newer is needed, this server is ${row.text}.`);
}
