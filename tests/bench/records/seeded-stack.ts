import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStateDir, prepareStack } from '@trunkline/local-runtime';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import { RestClient } from '@trunkline/testing';

/** A Postgres that holds many call records, and an API on it. */
export interface SeededStack {
  api: RestClient;
  database: DataSource;
  stop(): Promise<void>;
}

/**
 * Starts Postgres as the product does, fills it with made-up records by `npm run seed` and starts the API. The folder is
 * removed at the end; with TRUNKLINE_KEEP set it stays, and the next run finds its records there.
 */
export async function seededStack(slot: number, records: number): Promise<SeededStack> {
  const stateDir = join(defaultStateDir(), `bench-records-${records}`);
  const stack = await prepareStack({ stateDir, sharedDir: defaultStateDir(), slot });
  await chmod(stateDir, 0o755);
  const { postgres, api } = stack.parts;
  await postgres.start();
  await stack.migrate();
  const database = await createDataSource(stack.databaseUrl).initialize();
  const stop = async () => {
    await database.destroy();
    await api.stop();
    await postgres.stop();
    if (process.env.TRUNKLINE_KEEP) console.log(`kept ${stateDir}`);
    else await rm(stateDir, { recursive: true, force: true });
  };
  try {
    await fill(database, stack.databaseUrl, records);
    const key = await stack.cli(['create-api-key', '--name', 'bench']);
    await api.start();
    return { api: new RestClient(stack.apiUrl, key.trim()), database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fill(database: DataSource, url: string, records: number): Promise<void> {
  const [found] = await database.query<[{ filled: boolean }]>(
    `SELECT EXISTS (SELECT 1 FROM call_records) AND to_regclass('record_seed') IS NULL AS filled`,
  );
  if (found.filled) return;
  const seed = join(import.meta.dirname, '../../../tools/seed.mjs');
  const child = spawn(process.execPath, [seed, '--records', String(records)], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm run seed ended with ${code}`);
}
