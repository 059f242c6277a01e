import { join } from 'node:path';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Call } from '@trunkline/contracts';
import { CallBoard, type ChannelView, readChannel } from '@trunkline/domain';
import { DataSource, type Lease, LiveCalls, newId, storeCallEvents } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { DirectoryCache } from '../directory/directory-cache.js';
import { AGENT_ENV, LEASE, LOG } from '../process/tokens.js';
import { callsAfter } from './calls-after.js';
import { DraftJournal } from './draft-journal.js';
import { DraftWriter } from './draft-writer.js';
import { LivePublisher } from './live-publisher.js';
import { ReplayGate } from './replay-gate.js';
import { ToldSipIds } from './told-sip-ids.js';

/** How often Asterisk is asked for its channels although nothing seems wrong. */
const RECONCILE_MS = 30_000;
const RETRY_MS = 1000;
/** Who is called is dialled, and whoever joins a bridge does so, at once: later nothing tells any more whose call it is. */
const STRANGER_MS = 100;

/**
 * Follows the calls of this node: events in, live rows and the event log out. Nothing waits in the event callback.
 * Calls that were live when the agent went away are taken up again, and get their one end.
 */
@Injectable()
export class LiveCallsService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly board: CallBoard;
  private readonly publisher: LivePublisher;
  private readonly journal: DraftJournal;
  private readonly replay = new ReplayGate();
  private readonly toldSipIds = new ToldSipIds();
  private upAt = 0;
  private restored = false;
  private stopped = false;
  private reconciling = false;
  private failing = false;
  private interval: NodeJS.Timeout | undefined;
  private asking: NodeJS.Timeout | undefined;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly ds: DataSource,
    @Inject(LEASE) lease: Lease,
    private readonly connection: AsteriskConnection,
    private readonly directory: DirectoryCache,
  ) {
    this.board = new CallBoard({ nodeId: env.TRUNKLINE_NODE_ID, now: () => new Date(), newId });
    this.journal = new DraftJournal(join(env.STATE_DIR, 'live-buffer.jsonl'), (error) =>
      this.log.error({ err: error }, 'live events that wait for the database cannot be kept on disk'),
    );
    const writer = new DraftWriter(
      (changes, life) => storeCallEvents(this.ds, lease, changes, life),
      (events) => this.log.warn({ events }, 'the database crashed: its newest live events are written again'),
    );
    this.publisher = new LivePublisher({
      journal: this.journal,
      onDropped: (events) =>
        this.log.error({ events }, 'too much waits for the database: calls that came and went meanwhile are not told'),
      write: async (drafts) => {
        await writer.write(drafts);
        this.failing = false;
      },
      onFailure: (error, waiting) => this.writeFailed(error, waiting),
    });
  }

  /** The call with this id, if it is going on. */
  find(callId: string): Call | null {
    return this.board.find(callId);
  }

  /** The SIP Call-IDs of a call that ended lately. */
  sipCallIdsOf(callId: string): readonly string[] {
    return this.toldSipIds.of(callId);
  }

  onModuleInit(): void {
    const kept = this.journal.read();
    if (kept.length > 0) this.log.info({ events: kept.length }, 'live events of before are stored first');
    this.publisher.resume(kept);
    const { open, over } = callsAfter(kept);
    this.board.restore(open, over);
    this.directory.onChange((directory) => {
      this.board.directory = directory;
    });
    this.connection.onEvent((event) => {
      this.replay.saw(event.timestamp, Date.now());
      const drafts = this.board.take(event);
      this.toldSipIds.note(drafts);
      this.publisher.add(drafts);
      this.askLater(STRANGER_MS);
    });
    this.connection.onUp(() => {
      this.upAt = Date.now();
      return this.reconcile();
    });
  }

  onApplicationBootstrap(): void {
    void this.restore();
    this.interval = setInterval(() => void this.reconcile(), RECONCILE_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.interval);
    clearTimeout(this.asking);
    await this.publisher.drain();
    await this.journal.settled();
  }

  /** Takes up the calls that were live before, as soon as the database can be read. */
  private async restore(): Promise<void> {
    while (!this.stopped) {
      try {
        this.board.directory = await this.directory.fresh();
        const calls = await LiveCalls.list(this.ds, this.env.TRUNKLINE_NODE_ID);
        this.board.restore(calls);
        this.publisher.release(new Set(calls.map((call) => call.id)));
        this.restored = true;
        return await this.reconcile();
      } catch (error) {
        this.log.debug({ err: error }, 'live calls could not be read yet');
        await this.pause();
      }
    }
  }

  /** Makes the calls agree with Asterisk's channels. Until the stored calls are known nothing can be said to be gone. */
  private async reconcile(): Promise<void> {
    if (!this.restored || this.reconciling) return;
    this.reconciling = true;
    try {
      // What Asterisk kept for us tells more than what is missing among its channels, so it comes first.
      await this.replay.passed(this.upAt);
      while (!this.stopped && this.connection.status.status !== 'down') {
        if (await this.compare()) return;
        await this.pause();
      }
    } finally {
      this.reconciling = false;
    }
  }

  private async compare(): Promise<boolean> {
    const mark = this.board.mark();
    try {
      const channels = await this.channels();
      this.publisher.add(this.board.reconcile(channels, mark, this.connection.facts?.startedAt));
      return true;
    } catch (error) {
      this.log.warn({ err: error }, 'Asterisk did not tell its channels, trying again');
      return false;
    }
  }

  /** The channels of Asterisk, with the linkedid of those that are new to us. */
  private async channels(): Promise<ChannelView[]> {
    const { rest } = this.connection;
    const now = new Date();
    const channels = (await rest.channels()).flatMap((channel) => readChannel(channel, now) ?? []);
    const placed: ChannelView[] = [];
    for (const channel of channels) {
      if (this.board.knows(channel)) placed.push(channel);
      else {
        const linkedid = await rest.linkedId(channel.id);
        if (linkedid !== null) placed.push({ ...channel, linkedid });
      }
    }
    return placed;
  }

  private askLater(pause: number): void {
    if (this.stopped || this.board.waiting.length === 0) return;
    this.asking ??= setTimeout(() => void this.askForStrangers(), pause);
  }

  /** Asks Asterisk to which call the channels belong of which nothing has told it. */
  private async askForStrangers(): Promise<void> {
    try {
      for (const id of this.board.waiting)
        this.publisher.add(this.board.learn(id, await this.connection.rest.linkedId(id)));
    } catch (error) {
      this.log.debug({ err: error }, 'Asterisk did not tell to which call a channel belongs, trying again');
    } finally {
      this.asking = undefined;
      this.askLater(RETRY_MS);
    }
  }

  private writeFailed(error: unknown, waiting: number): void {
    if (!this.failing) this.log.warn({ err: error, waiting }, 'live events cannot be stored, they wait');
    this.failing = true;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
