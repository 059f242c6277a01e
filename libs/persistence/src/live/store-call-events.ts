import type { Call, NewLiveEvent } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';
import { type Prepared, queryPrepared } from '../data-source/prepared.js';
import { storableJsonText } from '../entities/storable.js';
import { appendable } from '../events/event-log.js';
import { type Lease, LeaseLost } from '../nodes/fenced.js';

/** What is written together: calls as they are now, those that are over, and the events that say so. */
export interface CallChanges {
  upserts: readonly Call[];
  removedIds: readonly string[];
  events: readonly NewLiveEvent[];
}

/** What became of a write. */
export interface StoredChanges {
  /** False: the log is in another life than the writer knows, and nothing was written. */
  stored: boolean;
  /** Names the time since the log was begun or the server crashed. */
  life: string;
  /** Bytes of the server's log of changes: a place after all that was committed before this write, and up to where it is on disk. */
  written: number;
  flushed: number;
}

const store: Prepared = {
  name: 'call-events-store',
  text: `SELECT stored, life, written, flushed
           FROM store_call_events($1, $2::bigint, $3::jsonb, $4::uuid[], $5::jsonb, $6::uuid)`,
};

/**
 * Applies changes of calls and appends their events under the lease of the node, all in one statement; see
 * `LiveCalls.apply` and `appendEvents`. A writer that names the `life` it knows does not wait for the disk. It must write
 * again what the disk may not have once that life is over.
 * @throws LeaseLost and writes nothing when this process does not own the node.
 */
export async function storeCallEvents(
  ds: DataSource,
  lease: Lease,
  changes: CallChanges,
  life: string | null = null,
): Promise<StoredChanges> {
  const token = lease.held();
  const events = storableJsonText(appendable(changes.events));
  const values = [storableJsonText(changes.upserts), changes.removedIds, events, life];
  const [row] = token === null ? [] : await queryPrepared<StoredChanges>(ds, store, [lease.nodeId, token, ...values]);
  if (!row) throw new LeaseLost(lease.nodeId);
  return row;
}
