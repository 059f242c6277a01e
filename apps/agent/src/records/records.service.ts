import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Component } from '@trunkline/contracts';
import { readChannel } from '@trunkline/domain';
import { DataSource, isDatabaseUnavailable } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { DirectoryCache } from '../directory/directory-cache.js';
import { HealthService } from '../health/health.service.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { RecordStore } from './record-store.js';
import { nextStatus, type RecordsFacts } from './records-status.js';
import { SpoolBell } from './spool-bell.js';
import { SpoolReader } from './spool-reader.js';

/** The file cel_custom.conf names. */
const SPOOL = 'trunkline.jsonl';
const ROTATE_BYTES = 32 * 1024 * 1024;
const POLL_MS = 250;
/** Events of one call come in bursts; a short pause lets them be stored together. */
const GATHER_MS = 50;
const RETRY_MS = { first: 250, last: 5000 };
const SWEEP_MS = 30_000;
/** Nothing heard of a call for this long: Asterisk is asked whether it still has it. */
const IDLE_MS = 15_000;
/** After Asterisk came up, the last lines of the one before it are read in this time. */
const UP_MS = 1000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Turns the CEL spool into call records. The spool is the buffer: while the database is away it grows, afterwards
 * reading goes on at the stored place.
 */
@Injectable()
export class RecordsService implements OnApplicationBootstrap, OnApplicationShutdown {
  status: Component = { status: 'up', detail: null, since: new Date().toISOString() };
  private readonly facts: RecordsFacts = { trouble: null, lagBytes: 0, free: null };
  private readonly store: RecordStore;
  private readonly bell: SpoolBell;
  private running: Promise<void> | undefined;
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping = false;
  private stopped = false;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly connection: AsteriskConnection,
    directory: DirectoryCache,
    ds: DataSource,
    health: HealthService,
  ) {
    health.reportRecords(() => this.status);
    this.store = new RecordStore({
      ds,
      nodeId: env.TRUNKLINE_NODE_ID,
      directory: () => directory.fresh(),
      onBroken: (error, linkedid) => this.log.error({ err: error, linkedid }, 'a call record could not be made'),
    });
    this.bell = new SpoolBell(env.CEL_DIR, POLL_MS);
  }

  onApplicationBootstrap(): void {
    // What a killed Asterisk left open is closed as soon as its successor says that it has no such call.
    this.connection.onUp(async () => {
      await wait(UP_MS);
      await this.sweep();
    });
    this.running = this.run();
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweeper);
    this.bell.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    let retry = RETRY_MS.first;
    while (!this.stopped) {
      try {
        await this.follow(() => {
          retry = RETRY_MS.first;
        });
      } catch (error) {
        await this.tell(error);
        await wait(retry);
        retry = Math.min(retry * 2, RETRY_MS.last);
      }
    }
  }

  /** Reads from the stored places on, until something fails or the agent stops. */
  private async follow(onProgress: () => void): Promise<void> {
    const reader = this.newReader(await this.store.offsets());
    await this.store.buildOpen();
    while (!this.stopped) {
      const { left } = await reader.pass(() => this.stopped);
      onProgress();
      this.setFacts({ trouble: null, lagBytes: left, free: await this.freeSpace() });
      await this.bell.next();
      await wait(GATHER_MS);
    }
  }

  private newReader(offsets: Map<string, number>): SpoolReader {
    return new SpoolReader(
      {
        directory: this.env.CEL_DIR,
        name: SPOOL,
        rotateBytes: ROTATE_BYTES,
        store: (fileId, records, nextOffset) => this.store.store(fileId, records, nextOffset),
        forget: (fileId) => this.store.forget(fileId),
        onTruncated: (path) => this.log.error({ path }, 'the call event spool was cut by somebody else'),
      },
      offsets,
    );
  }

  private async tell(error: unknown): Promise<void> {
    const away = isDatabaseUnavailable(error);
    const reason = error instanceof Error ? error.message : String(error);
    const trouble = away
      ? 'The database is away: call records wait in the spool.'
      : `Call events cannot be read or stored: ${reason}`;
    if (this.facts.trouble !== trouble) this.log.warn({ err: error }, trouble);
    this.setFacts({ trouble, lagBytes: this.facts.lagBytes, free: await this.freeSpace() });
  }

  private setFacts(facts: RecordsFacts): void {
    if (this.facts.trouble !== null && facts.trouble === null) this.log.info({}, 'call records are being made again');
    Object.assign(this.facts, facts);
    this.status = nextStatus(this.status, facts, new Date());
  }

  private async freeSpace(): Promise<RecordsFacts['free']> {
    try {
      const { bavail, bsize, blocks } = await statfs(this.env.CEL_DIR);
      return { bytes: bavail * bsize, share: blocks > 0 ? bavail / blocks : 1 };
    } catch {
      // A folder that is not there is told by the reader.
      return null;
    }
  }

  /** Closes calls that ended without a word: a killed Asterisk writes no LINKEDID_END. */
  private async sweep(): Promise<void> {
    if (this.sweeping || this.connection.status.status === 'down' || this.facts.trouble !== null) return;
    this.sweeping = true;
    try {
      const startedAt = Date.parse(this.connection.facts?.startedAt ?? '') || 0;
      const idle = await this.store.idleSince(new Date(Math.max(Date.now() - IDLE_MS, startedAt)));
      if (idle.length === 0) return;
      const now = new Date();
      const channels = await this.connection.rest.channels();
      const live = new Set(channels.map((channel) => readChannel(channel, now)?.linkedid));
      await this.store.build(
        idle.filter((linkedid) => !live.has(linkedid)),
        true,
      );
    } catch (error) {
      this.log.debug({ err: error }, 'calls without an end could not be looked at');
    } finally {
      this.sweeping = false;
    }
  }
}
