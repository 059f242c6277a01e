import { AsyncLocalStorage } from 'node:async_hooks';
import { withinTransaction } from '@trunkline/persistence';
import type { DataSource, EntityManager } from './types.js';

interface Running {
  /** Undefined once it ended: work that outlives its request goes to the pool again. */
  source: DataSource | undefined;
}

const current = new AsyncLocalStorage<Running>();

/** Runs `work` in one transaction that all it does with `Database.source` belongs to. */
export function inRequestTransaction<T>(ds: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return ds.transaction(async (manager) => {
    const running: Running = { source: withinTransaction(ds, manager) };
    try {
      return await current.run(running, () => work(manager));
    } finally {
      running.source = undefined;
    }
  });
}

/** The transaction that the request runs in, if it runs in one. */
export function requestTransaction(): DataSource | undefined {
  return current.getStore()?.source;
}
