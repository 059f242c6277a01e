import { awaitDatabase, createDataSource } from '@trunkline/persistence';
import { readDatabaseEnv } from '@trunkline/platform';
import type { DataSource } from '../database/types.js';

const longestWaitMs = 30_000;

/** Runs `work` with the database, for which it waits up to 30 s, and closes it. */
export async function withDatabase<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = createDataSource(readDatabaseEnv().DATABASE_URL, { applicationName: 'trunkline-cli', poolSize: 2 });
  await source.initialize();
  try {
    await awaitDatabase(source, longestWaitMs);
    return await work(source);
  } finally {
    await source.destroy();
  }
}
