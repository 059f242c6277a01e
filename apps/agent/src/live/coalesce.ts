import type { CallDraft } from '@trunkline/domain';

/**
 * The same story with fewer events: an update that leaves the state of its call as it is goes into the event of that
 * call before it. A change of state is always an event of its own. Order and the number of starts and ends stay.
 */
export function coalesce(drafts: readonly CallDraft[]): CallDraft[] {
  const kept: CallDraft[] = [];
  const latest = new Map<string, number>();
  for (const draft of drafts) {
    const at = latest.get(draft.data.id);
    const before = at === undefined ? undefined : kept[at];
    if (at !== undefined && before && draft.type === 'call.updated' && before.data.state === draft.data.state) {
      kept[at] = { ...before, data: draft.data };
      continue;
    }
    latest.set(draft.data.id, kept.length);
    kept.push(draft);
  }
  return kept;
}

/**
 * What is worth keeping of a backlog that grew too long: for each call its start, its newest state and its end. Calls
 * that nobody ever saw, because they began and ended in the backlog, go first; their records come from the CEL spool.
 */
export function shrinkBacklog(drafts: readonly CallDraft[], limit: number): CallDraft[] {
  const newest = new Map(drafts.map((draft) => [draft.data.id, draft]));
  const kept = drafts.filter((draft) => draft.type !== 'call.updated' || newest.get(draft.data.id) === draft);
  if (kept.length <= limit) return kept;
  const started = new Set(kept.filter((draft) => draft.type === 'call.started').map((draft) => draft.data.id));
  let over = kept.length - limit;
  const dropped = new Set<string>();
  for (const draft of kept) {
    if (over <= 0) break;
    if (draft.type !== 'call.ended' || !started.has(draft.data.id)) continue;
    dropped.add(draft.data.id);
    over -= 2;
  }
  return kept.filter((draft) => !dropped.has(draft.data.id));
}
