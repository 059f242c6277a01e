import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isDatabaseUnavailable } from './database-unavailable.js';

/** Resolves once the database answers; after `timeoutMs` throws what it last said. Other errors are thrown at once. */
export async function awaitDatabase(ds: DataSource, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await ds.query('SELECT 1');
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || Date.now() >= deadline) throw error;
      await sleep(200);
    }
  }
}
