import type { DataSource, EntityManager } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { type Prepared, runPrepared } from '../data-source/prepared.js';

/** This process does not own the node (any more): nothing was written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  readonly code = 'lease_lost';

  constructor(readonly nodeId: string) {
    super(`This agent does not own the node ${nodeId}.`);
  }
}

/** The lease of this process at this moment; null while it has none. */
export type HeldToken = () => number | null;

/** The claim of this process to a node. */
export interface Lease {
  nodeId: string;
  held: HeldToken;
}

/**
 * `ds` with every transaction fenced: it begins by asserting that the token is the node's, and until it ends nobody
 * takes the lease. A process that is frozen inside one holds up the next owner for 5 s at most.
 * One with an isolation level of its own is for reading: it is not fenced and cannot write.
 * @throws LeaseLost from `transaction`, before anything was written.
 */
export function fenced(ds: DataSource, nodeId: string, held: HeldToken): DataSource {
  type Run<T> = (manager: EntityManager) => Promise<T>;
  const writing = <T>(run: Run<T>): Promise<T> =>
    ds.transaction(async (manager) => {
      await assertLease(manager, nodeId, held());
      return run(manager);
    });
  const reading = <T>(isolation: IsolationLevel, run: Run<T>): Promise<T> =>
    ds.transaction(isolation, async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return run(manager);
    });
  const transaction = <T>(first: IsolationLevel | Run<T>, run?: Run<T>): Promise<T> => {
    if (typeof first === 'function') return writing(first);
    if (!run) throw new TypeError('a transaction needs something to run');
    return reading(first, run);
  };
  return Object.create(ds, { transaction: { value: transaction } }) as DataSource;
}

const assertion: Prepared = {
  name: 'lease-assert',
  text: `SELECT set_config('idle_in_transaction_session_timeout', '5000', true)
           FROM node_leases WHERE node_id = $1 AND token = $2 FOR KEY SHARE`,
};

async function assertLease(manager: EntityManager, nodeId: string, token: number | null): Promise<void> {
  // Renewing does not touch the key, so it need not wait for this lock.
  const rows = token === null ? [] : await runPrepared(manager, assertion, [nodeId, token]);
  if (rows.length === 0) throw new LeaseLost(nodeId);
}
