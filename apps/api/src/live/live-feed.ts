import { setImmediate as turn } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { LiveReset } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { eventsAfter } from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { LOGGER } from '../tokens.js';
import { entryOf, withSubjects } from './call-subjects.js';
import { selectionOf } from './event-selection.js';
import { EventTail } from './event-tail.js';
import { Gate } from './gate.js';
import { type CallsAt, readCalls, shared, whyNotAfter } from './live-backlog.js';
import { LiveLimits } from './live-limits.js';
import type { StreamEntry } from './recent-events.js';
import { Staleness } from './staleness.js';
import { StreamClient, type StreamFollower } from './stream-client.js';
import type { EventChunk, SharedSnapshot, StreamSink } from './stream-sink.js';

/** Clients that are served before others get a turn of the process. */
const clientsAtATime = 50;
const lookMs = 1000;

/**
 * Brings the log to every client of the stream, over whatever transport: a snapshot or what was missed, then each event
 * in order. A client is a place in the log: what it has not taken waits there and costs nothing, and who takes nothing
 * is cut.
 */
@Injectable()
export class LiveFeed implements OnModuleInit, BeforeApplicationShutdown {
  private readonly clients = new Set<StreamClient>();
  private readonly readers: Gate;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly calls = shared(async () => ({ at: await readCalls(this.database.source), texts: new Map() }));
  /** What clients at the same place with the same selection get next; forgotten when there is more. */
  private readonly chunks = new Map<string, EventChunk>();
  private serving = false;
  private turns = 0;
  private again = false;

  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly staleness: Staleness,
    private readonly limits: LiveLimits,
  ) {
    this.readers = new Gate(() => limits.readers);
  }

  onModuleInit(): void {
    this.tail.onNews(() => {
      this.chunks.clear();
      void this.serveAll();
    });
    this.tail.onReset(() => {
      this.chunks.clear();
      for (const client of this.clients) void this.begin(client, 'unknown_place');
    });
    this.tail.onAccessChanged((holderId) => void this.recheck(holderId));
    this.staleness.onChange(() => {
      for (const client of this.clients) this.tellStale(client);
    });
    this.timers.push(
      setInterval(() => void this.recheck(), this.limits.recheckMs).unref(),
      setInterval(() => this.cutStuck(), lookMs).unref(),
      setInterval(() => this.keepAlive(), this.limits.keepAliveMs).unref(),
    );
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.cutAll();
  }

  /** Cuts every connection. Who still wants to follow comes back and resumes. */
  cutAll(): void {
    for (const client of [...this.clients]) this.drop(client);
  }

  /** How many clients there are. */
  get size(): number {
    return this.clients.size;
  }

  /** Adds a client, which begins at once; the result takes it away again, when its connection is closed. */
  add(sink: StreamSink, follower: StreamFollower): () => void {
    const client = new StreamClient(sink, follower);
    this.clients.add(client);
    sink.onDrain(() => {
      if (client.fullSince === undefined) return;
      client.fullSince = undefined;
      setImmediate(() => this.serveOne(client));
    });
    void this.begin(client);
    return () => this.remove(client);
  }

  private remove(client: StreamClient): void {
    client.state = 'gone';
    this.clients.delete(client);
  }

  private drop(client: StreamClient): void {
    this.remove(client);
    client.sink.cut();
  }

  /** Begins where the client left off, or, where that cannot be or because of `reason`, with a snapshot. */
  private async begin(client: StreamClient, reason?: LiveReset['reason']): Promise<void> {
    const isMine = client.beginAnew();
    try {
      const { since } = client.follower;
      const reset = reason ?? (since === undefined ? undefined : await this.whyNotAfter(since));
      if (since !== undefined && !reset) {
        if (!isMine()) return;
        client.startAt(since);
        client.sink.stale(this.staleness.current);
      } else {
        const calls = await this.calls();
        if (!isMine()) return;
        if (reset) client.sink.reset({ reason: reset });
        client.startAt(calls.at.seq);
        client.sink.snapshot(this.snapshotFor(client, calls));
      }
      client.follower.since = undefined;
      client.state = 'following';
      this.serveOne(client);
    } catch (error) {
      this.failed(client, error);
    }
  }

  private async whyNotAfter(seq: number): Promise<LiveReset['reason'] | undefined> {
    const { recent } = this.tail;
    if (recent.newest !== undefined && seq <= recent.newest && recent.after(seq, 0)) return undefined;
    return this.readers.run(() => whyNotAfter(this.database.source, seq, this.limits.mostMissed));
  }

  private snapshotFor(client: StreamClient, { at, texts }: { at: CallsAt; texts: Map<string, SharedSnapshot> }) {
    const { selection } = client;
    const known = texts.get(selection.key);
    const stale = this.staleness.current;
    if (known && known.snapshot.stale === stale) return known;
    const calls = at.calls.filter((call) => selection.wantsCall(call, this.tail.subjects.of(call.id)));
    const fresh: SharedSnapshot = { snapshot: { seq: at.seq, calls, stale } };
    texts.set(selection.key, fresh);
    return fresh;
  }

  /** Serves everybody, and once more if there was news meanwhile. Under load a turn carries several events at once. */
  private async serveAll(): Promise<void> {
    this.again = true;
    if (this.serving) return;
    this.serving = true;
    try {
      while (this.again) {
        this.again = false;
        let count = 0;
        for (const client of this.inTurn()) {
          this.serveOne(client);
          count += 1;
          if (count % clientsAtATime === 0) await turn();
        }
      }
    } finally {
      this.serving = false;
    }
  }

  /** All clients, each time beginning with another one: who came last would always wait for all others. */
  private inTurn(): StreamClient[] {
    const clients = [...this.clients];
    this.turns += 1;
    return [...clients.splice(this.turns % Math.max(1, clients.length)), ...clients];
  }

  /** Gives a client what it has not got yet, as long as it takes it. */
  private serveOne(client: StreamClient): void {
    while (client.state === 'following' && !client.blocked(Date.now())) {
      if (client.owesStale) this.tellStale(client);
      const chunk = this.chunkFor(client);
      if (!chunk) return void this.readFor(client);
      if (chunk.looked === 0) return;
      client.take(chunk);
    }
  }

  private chunkFor({ selection, place }: StreamClient): EventChunk | undefined {
    const key = `${place} ${selection.key}`;
    const known = this.chunks.get(key);
    if (known) return known;
    const entries = this.tail.recent.after(place, this.limits.turnBytes);
    if (!entries) return undefined;
    const chunk = chunkOf(entries, selection.wants, place);
    if (chunk.looked > 0) this.chunks.set(key, chunk);
    return chunk;
  }

  /** Brings a client that is further back than memory reaches up to it, page by page, as fast as it takes them. */
  private async readFor(client: StreamClient): Promise<void> {
    client.state = 'reading';
    try {
      const reset = await this.readers.run(() => this.readPages(client));
      if (client.state !== 'reading') return;
      if (reset) return await this.begin(client, reset);
      client.state = 'following';
      this.serveOne(client);
    } catch (error) {
      this.failed(client, error);
    }
  }

  private async readPages(client: StreamClient): Promise<LiveReset['reason'] | undefined> {
    const { source } = this.database;
    const { recent } = this.tail;
    while (client.state === 'reading' && !client.blocked(Date.now()) && !recent.after(client.place, 0)) {
      if ((recent.newest ?? 0) - client.place > this.limits.mostMissed) return 'too_far_behind';
      const events = await eventsAfter(source, client.place, this.limits.pageEvents);
      if (events.length === 0) return undefined;
      if (events[0]?.seq !== client.place + 1) return 'too_old';
      const { wants, bySubject } = client.selection;
      const entries = bySubject ? await withSubjects(source, events) : events.map((event) => entryOf(event));
      if (client.state === 'reading') client.take(chunkOf(entries, wants, client.place));
    }
    return undefined;
  }

  private tellStale(client: StreamClient): void {
    if (client.state === 'beginning') return;
    client.owesStale = client.sink.full;
    if (!client.owesStale) client.sink.stale(this.staleness.current);
  }

  private failed(client: StreamClient, error: unknown): void {
    if (client.state === 'gone') return;
    this.log.warn({ err: error }, 'a client of the stream could not be served');
    this.drop(client);
  }

  private cutStuck(): void {
    const now = Date.now();
    for (const client of [...this.clients]) {
      if (!client.blocked(now) || now - (client.fullSince ?? now) < this.limits.stuckMs) continue;
      this.log.debug({ place: client.place }, 'a client of the stream takes nothing and is cut');
      this.drop(client);
    }
  }

  private keepAlive(): void {
    for (const client of this.clients) client.keepAlive();
  }

  /** A credential may have been revoked since, or its rights be others. A database that is away revokes nothing. */
  private async recheck(holderId?: string): Promise<void> {
    for (const client of [...this.clients]) {
      const { follower } = client;
      if (holderId !== undefined && follower.holderId !== holderId) continue;
      try {
        client.selection = selectionOf(await follower.admit(), follower.filter);
      } catch (error) {
        if (!(error instanceof DomainError) || error.code === 'database_unavailable') continue;
        this.remove(client);
        client.sink.refuse();
      }
    }
  }
}

function chunkOf(entries: readonly StreamEntry[], wants: (entry: StreamEntry) => boolean, place: number): EventChunk {
  return { entries: entries.filter(wants), to: entries.at(-1)?.seq ?? place, looked: entries.length };
}
