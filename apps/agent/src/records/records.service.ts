import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Component, SpoolStatus } from '@trunkline/contracts';
import type { CelRow } from '@trunkline/domain';
import { DataSource, isDatabaseUnavailable } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { DirectoryCache } from '../directory/directory-cache.js';
import { HealthService } from '../health/health.service.js';
import { LiveCallsService } from '../live/live-calls.service.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { CallSweep } from './call-sweep.js';
import { type DiskChange, type DiskSpace, DiskWatch } from './disk-watch.js';
import { RecordStore } from './record-store.js';
import { nextStatus, type RecordsFacts } from './records-status.js';
import { type SpoolLoss, SpoolReader } from './spool-reader.js';

/** The file cel_custom.conf names. */
const SPOOL = 'trunkline.jsonl';
const ROTATE_BYTES = 32 * 1024 * 1024;
/**
 * How often the spool is read: what came meanwhile is stored together. Under load it is written some five hundred times a second,
 * and a watch of its folder would wake the agent each time.
 */
const EVERY_MS = 250;
const RETRY_MS = { first: 250, last: 5000 };

/**
 * Turns the CEL spool into call records. The spool is the buffer: while the database is away it grows, afterwards
 * reading goes on at the stored place.
 */
@Injectable()
export class RecordsService implements OnApplicationBootstrap, OnApplicationShutdown {
  status: Component = { status: 'up', detail: null, since: new Date().toISOString() };
  private readonly facts: RecordsFacts = { trouble: null, lagBytes: 0, free: null };
  private readonly least: DiskSpace;
  private readonly store: RecordStore;
  private readonly sweep: CallSweep;
  private readonly disk = new DiskWatch();
  private readAt: Date | null = null;
  private readonly storedListeners: ((rows: readonly CelRow[]) => void)[] = [];
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    connection: AsteriskConnection,
    directory: DirectoryCache,
    ds: DataSource,
    health: HealthService,
    live: LiveCallsService,
  ) {
    health.reportRecords(
      () => this.status,
      () => this.spool(),
    );
    this.least = { bytes: env.SPOOL_MIN_FREE_BYTES, share: env.SPOOL_MIN_FREE_PERCENT / 100 };
    this.store = new RecordStore({
      ds,
      nodeId: env.TRUNKLINE_NODE_ID,
      directory: () => directory.fresh(),
      sipCallIdsOf: (callId) => live.sipCallIdsOf(callId),
      onStored: (rows) => {
        for (const listener of this.storedListeners) listener(rows);
      },
      onBroken: (error, linkedid) => this.log.error({ err: error, linkedid }, 'a call record could not be made'),
    });
    const ready = () => this.readAt !== null && this.facts.trouble === null && this.facts.lagBytes === 0;
    this.sweep = new CallSweep({ store: this.store, connection, ready, log });
  }

  /** Called with rows that were stored and had not been before, in their order. */
  onStored(listener: (rows: readonly CelRow[]) => void): void {
    this.storedListeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.running = this.run();
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.sweep.stop();
    await this.running;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Ends early when the agent stops. */
  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
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
        await this.pause(retry);
        retry = Math.min(retry * 2, RETRY_MS.last);
      }
    }
  }

  /** Reads from the stored places on, until something fails or the agent stops. */
  private async follow(onProgress: () => void): Promise<void> {
    const reader = this.newReader(await this.store.offsets());
    await this.store.buildOpen();
    while (!this.stopped) {
      await this.disk.tell((change) => this.tellDisk(change));
      const { left } = await reader.pass(() => this.stopped);
      onProgress();
      this.readAt = new Date();
      this.setFacts({ trouble: null, lagBytes: left, free: await this.freeSpace() });
      await this.pause(EVERY_MS);
    }
  }

  private newReader(offsets: Map<string, number>): SpoolReader {
    return new SpoolReader(
      {
        directory: this.env.CEL_DIR,
        name: SPOOL,
        rotateBytes: ROTATE_BYTES,
        store: (fileId, chunk) => this.store.store(fileId, chunk),
        forget: (fileIds) => this.store.forget(fileIds),
        lost: (loss) => this.lost(loss),
      },
      offsets,
    );
  }

  private async lost(loss: SpoolLoss): Promise<void> {
    this.log.error({ kind: loss.kind, detail: loss.detail }, 'call events may be lost');
    await this.store.lost(loss);
  }

  private async tellDisk({ full, at }: DiskChange): Promise<void> {
    const detail = 'The disk of the spool took no call event: what happened meanwhile may be missing.';
    await this.store.gap(full ? 'begin' : 'end', { kind: 'disk_full', detail }, at);
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
    this.disk.saw(facts.free, new Date());
    const before = this.status;
    this.status = nextStatus(before, facts, this.least, new Date());
    if (this.status.status === before.status) return;
    if (this.status.status === 'up') this.log.info({}, 'call records are kept as they should be again');
    else this.log.warn({ detail: this.status.detail }, 'call records are degraded');
  }

  private spool(): SpoolStatus {
    const { lagBytes, free } = this.facts;
    return { lagBytes, freeBytes: free?.bytes ?? null, readAt: this.readAt?.toISOString() ?? null };
  }

  private async freeSpace(): Promise<DiskSpace | null> {
    try {
      const { bavail, bsize, blocks } = await statfs(this.env.CEL_DIR);
      return { bytes: bavail * bsize, share: blocks > 0 ? bavail / blocks : 1 };
    } catch {
      // A folder that is not there is told by the reader.
      return null;
    }
  }
}
