import type { CallToRecord } from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import type { AsteriskConnection } from '../connection/asterisk-connection.js';
import type { RecordStore } from './record-store.js';
import { closingOf } from './silent-ends.js';

const SWEEP_MS = 30_000;
/** Nothing heard of a call for this long: Asterisk is asked whether it still has it. */
const IDLE_MS = 15_000;
/** After Asterisk came up, the last lines of the one before it are read in this time. */
const UP_MS = 1000;
/** The live stream tells the end of a call itself, within this time after the record. */
const GRACE_SECONDS = 20;
/** A record is there for others this long after its time of storing, at the latest: that is when its transaction began. */
const COMMIT_MS = 10_000;
const LATE_MS = 10_000;
/** How far back records are looked at after a start. */
const FIRST_LOOK_MS = 24 * 3600 * 1000;

/** What the sweep needs; `ready` says whether all of the spool is stored. */
export interface CallSweepOptions {
  store: RecordStore;
  connection: AsteriskConnection;
  ready: () => boolean;
  log: Logger;
}

/**
 * Closes calls that ended without a word (a killed Asterisk writes no LINKEDID_END), and ends in the stream those that
 * have a record and did not end there.
 */
export class CallSweep {
  private timers: NodeJS.Timeout[] = [];
  private retry: NodeJS.Timeout | undefined;
  private sweeping = false;
  private publishing = false;
  private lostAt: number | null = null;
  /** By the clock of the database, whose times records bear. */
  private publishedTo: number | null = null;

  constructor(private readonly options: CallSweepOptions) {
    this.options.connection.onDown(() => {
      this.lostAt ??= Date.now();
    });
    // What a killed Asterisk left open is closed as soon as its successor says that it has no such call.
    this.options.connection.onUp(() => this.later());
  }

  start(): void {
    this.timers = [setInterval(() => void this.sweep(), SWEEP_MS), setInterval(() => void this.publishLate(), LATE_MS)];
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.retry);
  }

  private later(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.sweep(), UP_MS);
  }

  private async sweep(): Promise<void> {
    const { connection, store, log } = this.options;
    if (this.sweeping || connection.status.status === 'down') return;
    // What is not stored yet may tell how a call ended.
    if (!this.options.ready()) return this.later();
    this.sweeping = true;
    try {
      await store.build(await this.silentCalls());
      this.lostAt = null;
    } catch (error) {
      log.debug({ err: error }, 'calls without an end could not be looked at');
    } finally {
      this.sweeping = false;
    }
  }

  private async silentCalls(): Promise<CallToRecord[]> {
    const { connection, store } = this.options;
    const startedAt = Date.parse(connection.facts?.startedAt ?? '') || 0;
    const before = Math.max(Date.now() - IDLE_MS, startedAt);
    const idle = (await store.open()).filter((call) => call.lastAt.getTime() < before);
    if (idle.length === 0) return [];
    const channels = (await connection.rest.channels()).map(({ id }) => id);
    // Most calls still have the channel that made them. Where one has not, Asterisk is asked whose call each channel is.
    const withoutMaker = idle.filter(({ linkedid }) => !channels.includes(linkedid));
    const live = withoutMaker.length === 0 ? [] : await this.linkedIds(channels);
    const silent = withoutMaker.filter(({ linkedid }) => !live.includes(linkedid));
    if (silent.length === 0) return [];
    const oldest = Math.min(...silent.map(({ lastAt }) => lastAt.getTime()));
    const lives = await store.endedLives(new Date(oldest), new Date(startedAt));
    const lostAtMicros = this.lostAt === null ? null : this.lostAt * 1000;
    return silent.map(({ linkedid, lastAt }) => ({
      linkedid,
      closing: closingOf({ lastAtMicros: lastAt.getTime() * 1000, lostAtMicros, lives }),
    }));
  }

  private async linkedIds(channelIds: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const id of channelIds) {
      const linkedid = await this.options.connection.rest.linkedId(id);
      if (linkedid !== null) found.push(linkedid);
    }
    return found;
  }

  private async publishLate(): Promise<void> {
    const { store, log } = this.options;
    if (this.publishing || !this.options.ready()) return;
    this.publishing = true;
    try {
      const now = (await store.now()).getTime();
      const since = new Date((this.publishedTo ?? now - FIRST_LOOK_MS) - COMMIT_MS);
      await store.noteSipCallIds(since);
      let published = 0;
      for (let more = -1; more !== 0; published += more) more = await store.publishLate(since, GRACE_SECONDS);
      this.publishedTo = now - GRACE_SECONDS * 1000;
      if (published > 0) log.warn({ calls: published }, 'calls ended in their records only, the stream is told now');
    } catch (error) {
      log.debug({ err: error }, 'the ends of calls could not be compared with the stream');
    } finally {
      this.publishing = false;
    }
  }
}
