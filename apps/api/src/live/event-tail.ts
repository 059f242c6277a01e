import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { LiveEvent } from '@trunkline/contracts';
import {
  accessChannel,
  eventsAfter,
  eventsChannel,
  headSeq,
  listen,
  revisionSettledChannel,
  type Subscription,
  toldEvent,
} from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { CallSubjects } from './call-subjects.js';
import { LiveLimits } from './live-limits.js';
import { RecentEvents } from './recent-events.js';

const batch = 500;
const pollMs = 1000;

type Listener<T> = (item: T) => void;

/**
 * Follows the event log: every event that is committed after the start is added to `recent`, in order, and the
 * listeners are woken. Notifications bring the events themselves; where one is lost or did not fit, the log is read, and
 * it is looked at once a second.
 */
@Injectable()
export class EventTail implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly recent: RecentEvents;
  readonly subjects = new CallSubjects();
  private readonly newsListeners = new Set<() => void>();
  private readonly settledListeners = new Set<Listener<number>>();
  private readonly accessListeners = new Set<Listener<string | undefined>>();
  private readonly resetListeners = new Set<() => void>();
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading = false;
  private again = false;
  /** What was told since the last turn of the process; null among them: something that must be read from the log. */
  private told: (LiveEvent | null)[] = [];

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
    limits: LiveLimits,
  ) {
    this.recent = new RecentEvents(limits);
  }

  onApplicationBootstrap(): void {
    const channels = [eventsChannel, revisionSettledChannel, accessChannel];
    this.subscription = listen(
      this.env.DATABASE_URL,
      channels,
      (channel, payload) => this.wake(channel, payload),
      () => this.connected(),
    );
    this.timer = setInterval(() => void this.read(), pollMs);
    this.database.whenReady(() => void this.read());
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.subscription?.stop();
  }

  /** Calls `listener` whenever there are new events in `recent`. */
  onNews(listener: () => void): void {
    this.newsListeners.add(listener);
  }

  /** Calls `listener` with the number of each config revision that an agent settled. */
  onRevisionSettled(listener: Listener<number>): () => void {
    this.settledListeners.add(listener);
    return () => this.settledListeners.delete(listener);
  }

  /** Calls `listener` with the id of whose rights changed; with undefined when a notification may have been missed. */
  onAccessChanged(listener: Listener<string | undefined>): void {
    this.accessListeners.add(listener);
  }

  /** Calls `listener` when the log is another one than before, as after a restore: no place in it is valid any more. */
  onReset(listener: () => void): void {
    this.resetListeners.add(listener);
  }

  private connected(): void {
    for (const listener of this.accessListeners) listener(undefined);
    void this.read();
  }

  private wake(channel: string, payload: string): void {
    if (channel === eventsChannel) this.hear(toldEvent(payload));
    else if (channel === accessChannel) for (const listener of this.accessListeners) listener(payload);
    else for (const listener of this.settledListeners) listener(Number(payload));
  }

  /** Notifications of one transaction come together, and their events are passed on together. */
  private hear(event: LiveEvent | null): void {
    if (this.told.push(event) === 1) queueMicrotask(() => this.takeTold());
  }

  /** Takes what was told, if it follows what is known and nothing need be read for it; else the log says what there is. */
  private takeTold(): void {
    const told = this.told.splice(0);
    const { newest } = this.recent;
    const follows = newest !== undefined && told.every((event, n) => event?.seq === newest + 1 + n);
    if (this.reading || !follows || this.subjects.missing(told as LiveEvent[]).length > 0) void this.read();
    else this.take(told as LiveEvent[]);
  }

  private take(events: readonly LiveEvent[]): void {
    for (const event of events) this.recent.add(this.subjects.next(event));
    for (const listener of this.newsListeners) listener();
  }

  /** Reads to the end of the log. One read at a time: a wake meanwhile makes it look once more. */
  private async read(): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.again) {
        this.again = false;
        await this.readBatch();
      }
    } catch (error) {
      this.log.debug({ err: error }, 'event log cannot be read now');
    } finally {
      this.reading = false;
    }
  }

  private async readBatch(): Promise<void> {
    const { source } = this.database;
    const place = this.recent.newest;
    if (place === undefined) return this.recent.beginAt(await headSeq(source));
    const events = await eventsAfter(source, place, batch);
    const first = events[0];
    if (!first) return this.checkLog(place);
    // Seqs have no gap: what lies between was dropped while nobody could read it, was left out after a crash of the database,
    // or this is another log.
    if (first.seq !== place + 1) return this.beginAnew(place, first.seq - 1);
    await this.subjects.prepare(source, events);
    this.take(events);
    if (events.length === batch) this.again = true;
  }

  private async checkLog(place: number): Promise<void> {
    const head = await headSeq(this.database.source);
    if (head < place) this.beginAnew(place, head);
  }

  private beginAnew(place: number, seq: number): void {
    this.log.warn({ place, seq }, 'the event log begins anew');
    this.subjects.clear();
    this.recent.beginAt(seq);
    this.again = true;
    for (const listener of this.resetListeners) listener();
  }
}
