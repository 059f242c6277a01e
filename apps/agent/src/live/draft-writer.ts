import type { Call } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';
import type { CallChanges, StoredChanges } from '@trunkline/persistence';

/** Most events that are kept for a server whose disk is slow. */
const mostKept = 20_000;

/** `storeCallEvents` of a node, which may refuse because the log has another life than the one named. */
type Store = (changes: CallChanges, life: string | null) => Promise<StoredChanges>;

/**
 * Stores the calls as drafts leave them and appends the drafts as events, in one transaction. It does not wait for the disk
 * of the database: what that may not have yet is kept here, and written again after a crash of the server.
 */
export class DraftWriter {
  private life: string | null = null;
  private kept: { drafts: readonly CallDraft[]; written: number }[] = [];

  constructor(
    private readonly store: Store,
    private readonly onCrash: (events: number) => void,
  ) {}

  async write(drafts: readonly CallDraft[]): Promise<void> {
    let batch = drafts;
    let outcome = await this.store(changesOf(batch), this.life);
    while (!outcome.stored) {
      batch = [...this.kept.flatMap((each) => each.drafts), ...drafts];
      outcome = await this.store(changesOf(batch), outcome.life);
    }
    if (batch !== drafts) this.onCrash(batch.length - drafts.length);
    if (outcome.life !== this.life) this.kept = [];
    this.life = outcome.life;
    this.keep(batch, outcome);
  }

  /** A place after one write was committed is known by the next. */
  private keep(drafts: readonly CallDraft[], { written, flushed }: StoredChanges): void {
    this.kept.push({ drafts, written });
    let events = this.kept.reduce((sum, each) => sum + each.drafts.length, 0);
    for (let next = this.kept[1]; next && (next.written <= flushed || events > mostKept); next = this.kept[1])
      events -= this.kept.shift()?.drafts.length ?? 0;
  }
}

function changesOf(drafts: readonly CallDraft[]): CallChanges {
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
  return { upserts: [...upserts.values()], removedIds: [...removed], events: drafts };
}
