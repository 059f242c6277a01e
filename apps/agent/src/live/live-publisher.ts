import type { CallDraft } from '@trunkline/domain';
import { coalesce, shrinkBacklog } from './coalesce.js';
import type { DraftJournal } from './draft-journal.js';

/** How long events are gathered before they are written together. */
const GATHER_MS = 10;
/** Most events in one transaction. */
const BATCH = 500;
/** Most events that wait while the database is away, and most bytes of them on disk. */
const BACKLOG_LIMIT = { events: 20_000, bytes: 64 * 1024 * 1024 };
/** A write that takes longer may never end: what waits is put on disk. */
const SLOW_MS = 250;
const RETRY_MS = { first: 100, last: 2000 };

/** What the publisher needs: `write` stores a batch in one transaction and may be given the same batch again. */
export interface LivePublisherOptions {
  write: (drafts: readonly CallDraft[]) => Promise<void>;
  onFailure: (error: unknown, waiting: number) => void;
  /** More waits than there is room for: this many events were left out, all of them of calls nobody has seen. */
  onDropped: (events: number) => void;
  journal: Pick<DraftJournal, 'bytes' | 'keep' | 'replace' | 'clear'>;
}

/**
 * Writes drafts in their order, in small batches, one at a time. A batch that failed is sent again unchanged, since
 * nobody knows whether it was stored; what waits behind it is shortened when it grows too long. While the database does
 * not take events they lie on disk too, and the next process goes on with them.
 */
export class LivePublisher {
  private waiting: CallDraft[] = [];
  private batch: readonly CallDraft[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private retry = RETRY_MS.first;
  private held = true;
  /** Whether the journal holds what waits. Until the first release nobody knows whether the database takes anything. */
  private journaling = true;

  constructor(private readonly options: LivePublisherOptions) {}

  /** How many events are not stored yet. */
  get backlog(): number {
    return this.waiting.length + this.batch.length;
  }

  add(drafts: readonly CallDraft[]): void {
    if (drafts.length === 0) return;
    this.waiting.push(...drafts);
    if (this.journaling) this.options.journal.keep(drafts);
    this.keepBound();
    this.later(GATHER_MS);
  }

  /** Begins with what a former process could not store; the journal holds it. */
  resume(drafts: readonly CallDraft[]): void {
    this.waiting = [...drafts, ...this.waiting];
  }

  private keepBound(): void {
    const { journal } = this.options;
    const tooMany = this.waiting.length > BACKLOG_LIMIT.events;
    if (!tooMany && journal.bytes <= BACKLOG_LIMIT.bytes) return;
    const before = this.waiting.length;
    this.waiting = shrinkBacklog(this.waiting, Math.min(before, BACKLOG_LIMIT.events) / 2);
    if (this.journaling) journal.replace([...this.batch, ...this.waiting]);
    this.options.onDropped(before - this.waiting.length);
  }

  /** Puts on disk what waits, once; what comes is added from then on. */
  private spill(): void {
    if (this.journaling) return;
    this.journaling = true;
    this.options.journal.replace([...this.batch, ...this.waiting]);
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
        if (this.backlog > 0) this.later(stored ? this.pause() : this.retry);
      });
    }, pause);
  }

  /** A full batch need not be gathered. */
  private pause(): number {
    return this.waiting.length < BATCH ? GATHER_MS : 0;
  }

  private async writeBatch(): Promise<boolean> {
    if (this.batch.length === 0) {
      this.batch = coalesce(this.waiting.slice(0, BATCH));
      this.waiting = this.waiting.slice(BATCH);
    }
    const slow = setTimeout(() => this.spill(), SLOW_MS);
    try {
      if (this.batch.length > 0) await this.options.write(this.batch);
      this.batch = [];
      this.retry = RETRY_MS.first;
      if (this.journaling && this.waiting.length === 0) {
        this.journaling = false;
        this.options.journal.clear();
      }
      return true;
    } catch (error) {
      this.spill();
      this.options.onFailure(error, this.backlog);
      this.retry = Math.min(this.retry * 2, RETRY_MS.last);
      return false;
    } finally {
      clearTimeout(slow);
    }
  }
}
