import type { Call } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';
import { type DataSource, type Lease, storeCallEvents } from '@trunkline/persistence';

/** Stores the calls as the events leave them and appends the events, in one transaction. */
export async function writeDrafts(ds: DataSource, lease: Lease, drafts: readonly CallDraft[]): Promise<void> {
  const upserts = new Map<string, Call>();
  const removed = new Set<string>();
  for (const { type, data } of drafts) {
    if (type === 'call.ended' || type === 'call.merged') {
      upserts.delete(data.id);
      removed.add(data.id);
    } else if (!removed.has(data.id)) {
      upserts.set(data.id, data);
    }
  }
  await storeCallEvents(ds, lease, { upserts: [...upserts.values()], removedIds: [...removed], events: drafts });
}
