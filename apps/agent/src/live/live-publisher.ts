import type { CallDraft } from '@trunkline/domain';
import { coalesce, shrinkBacklog } from './coalesce.js';

/** How long events are gathered before they are written together. */
const GATHER_MS = 10;
/** Most events in one transaction. */
const BATCH = 500;
/** Most events that wait while the database is away. */
const BACKLOG_LIMIT = 20_000;
const RETRY_MS = { first: 100, last: 2000 };

/** What the publisher needs: `write` stores a batch in one transaction and may be given the same batch again. */
export interface LivePublisherOptions {
  write: (drafts: readonly CallDraft[]) => Promise<void>;
  onFailure: (error: unknown, waiting: number) => void;
}

/**
 * Writes drafts in their order, in small batches, one at a time. A batch that failed is sent again unchanged, since
 * nobody knows whether it was stored; what waits behind it is shortened when it grows too long.
 */
export class LivePublisher {
  private waiting: CallDraft[] = [];
  private batch: readonly CallDraft[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private retry = RETRY_MS.first;
  private held = true;

  constructor(private readonly options: LivePublisherOptions) {}

  /** How many events are not stored yet. */
  get backlog(): number {
    return this.waiting.length + this.batch.length;
  }

  add(drafts: readonly CallDraft[]): void {
    if (drafts.length === 0) return;
    this.waiting.push(...drafts);
    if (this.waiting.length > BACKLOG_LIMIT) this.waiting = shrinkBacklog(this.waiting, BACKLOG_LIMIT / 2);
    this.later(GATHER_MS);
  }

  /** Lets go for the first time. Calls with these ids are in the log already: their start becomes an update. */
  release(startedBefore: ReadonlySet<string>): void {
    this.waiting = this.waiting.map((draft) =>
      draft.type === 'call.started' && startedBefore.has(draft.data.id) ? { ...draft, type: 'call.updated' } : draft,
    );
    this.held = false;
    this.later(0);
  }

  /** Writes what there is, or gives up at the first failure. */
  async drain(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    clearTimeout(this.timer);
    while (!this.held && this.backlog > 0 && (await this.writeBatch()));
    clearTimeout(this.timer);
  }

  private later(pause: number): void {
    if (this.held || this.timer || this.writing) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.writing = this.writeBatch().then((stored) => {
        this.writing = undefined;
        if (this.backlog > 0) this.later(stored ? 0 : this.retry);
      });
    }, pause);
  }

  private async writeBatch(): Promise<boolean> {
    if (this.batch.length === 0) {
      this.batch = coalesce(this.waiting.slice(0, BATCH));
      this.waiting = this.waiting.slice(BATCH);
    }
    try {
      if (this.batch.length > 0) await this.options.write(this.batch);
      this.batch = [];
      this.retry = RETRY_MS.first;
      return true;
    } catch (error) {
      this.options.onFailure(error, this.backlog);
      this.retry = Math.min(this.retry * 2, RETRY_MS.last);
      return false;
    }
  }
}
