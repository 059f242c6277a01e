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

const store: Prepared = {
  name: 'call-events-store',
  text: 'SELECT store_call_events($1, $2::bigint, $3::jsonb, $4::uuid[], $5::jsonb) AS stored',
};

/**
 * Applies changes of calls and appends their events under the lease of the node, all in one statement; see
 * `LiveCalls.apply` and `appendEvents`.
 * @throws LeaseLost and writes nothing when this process does not own the node.
 */
export async function storeCallEvents(ds: DataSource, lease: Lease, changes: CallChanges): Promise<void> {
  const token = lease.held();
  const values = [storableJsonText(changes.upserts), changes.removedIds, storableJsonText(appendable(changes.events))];
  const [row] =
    token === null ? [] : await queryPrepared<{ stored: boolean }>(ds, store, [lease.nodeId, token, ...values]);
  if (!row?.stored) throw new LeaseLost(lease.nodeId);
}
