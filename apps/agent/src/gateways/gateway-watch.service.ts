import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AsteriskError } from '@trunkline/asterisk';
import type { CommandResult } from '@trunkline/contracts';
import { type CelRow, type EndedAttempt, GatewayCalls } from '@trunkline/domain';
import {
  DataSource,
  type FollowedTrunk,
  GatewayRecords,
  isDatabaseUnavailable,
  TrunkAlarms,
} from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import { SipTrace } from '../endpoint-state/sip-trace.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { RecordsService } from '../records/records.service.js';
import { BreakerKeys } from './breaker-keys.js';
import { GatewayBook, wantedKeys } from './gateway-book.js';

const tickMs = 1000;
/** Every so many ticks it is read who is followed, and every so many what Asterisk has in its database. */
const followEvery = 5;
const lookEvery = 60;
const pruneEvery = 3600;
/** Ends of calls that wait until it is known who is followed. */
const mostWaiting = 10_000;

/**
 * Follows what becomes of calls at every gateway, and has Asterisk pass over those whose calls fail. Asterisk does so by its
 * own database: when this process or the database is away, calls go on, and what is passed over is asked again soon.
 */
@Injectable()
export class GatewayWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly calls = new GatewayCalls();
  private readonly pauseMs: number;
  private readonly book: GatewayBook;
  private readonly keys: BreakerKeys;
  private waiting: { ended: EndedAttempt; delayMs: number | null }[] = [];
  private isFollowing = false;
  private mustLook = true;
  private ticks = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private readonly said = new Set<string>();
  private stopped = false;

  constructor(
    @Inject(AGENT_ENV) env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
    private readonly asterisk: AsteriskConnection,
    control: ControlSocket,
    private readonly trace: SipTrace,
    private readonly records: RecordsService,
  ) {
    this.pauseMs = env.BREAKER_PAUSE_SECONDS * 1000;
    this.book = new GatewayBook(this.pauseMs);
    this.keys = new BreakerKeys(control, this.pauseMs);
  }

  onApplicationBootstrap(): void {
    this.records.onStored((rows) => this.hear(rows));
    this.asterisk.onUp(() => {
      this.mustLook = true;
      this.wake();
    });
    this.timer = setInterval(() => this.wake(), tickMs);
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Closes the breaker of a gateway, or of all of a trunk, at once. */
  async reset(trunkId: string, gateway: string | null): Promise<CommandResult> {
    // One that was added just now may not be followed yet.
    await this.follow();
    if (!this.book.reset(trunkId, gateway, Date.now()))
      return { ok: false, code: 'not_found', detail: 'The trunk has no such gateway, or is disabled.' };
    while (this.running) await this.running;
    this.wake();
    await this.running;
    return { ok: true };
  }

  private hear(rows: readonly CelRow[]): void {
    for (const row of rows) {
      const ended = this.calls.take(row);
      if (ended === null) continue;
      const address = this.book.addressOf(ended);
      const since = ended.startedAt ?? ended.at;
      const delayMs = address === null ? null : this.trace.delays.lastSince(address, since);
      this.waiting.push({ ended, delayMs });
    }
    if (this.waiting.length > mostWaiting) this.waiting.splice(0, this.waiting.length - mostWaiting);
    if (this.waiting.length > 0) this.wake();
  }

  private wake(): void {
    if (this.running || this.stopped) return;
    this.running = this.work().finally(() => {
      this.running = null;
    });
  }

  private async work(): Promise<void> {
    this.ticks += 1;
    const done = [
      await this.attempt(() => this.judge()),
      // First what calls see: the database may be away. One does not keep the other from being done.
      await this.attempt(() => this.tellAsterisk()),
      await this.attempt(() => this.keep()),
    ];
    if (done.every(Boolean)) this.said.clear();
  }

  private async judge(): Promise<void> {
    const isNew = this.waiting.some(({ ended }) => !this.book.knows(ended));
    if (!this.isFollowing || isNew || this.ticks % followEvery === 0) await this.follow();
    for (const { ended, delayMs } of this.waiting.splice(0)) this.book.take(ended, delayMs);
    this.book.judge(Date.now());
  }

  private async follow(): Promise<void> {
    const now = Date.now();
    const reachable = (trunk: FollowedTrunk, gateway: string | null) => this.reachable(trunk, gateway, now);
    const followed = await GatewayRecords.followed(this.database);
    const kept = this.isFollowing ? [] : await GatewayRecords.all(this.database);
    this.book.follow(followed, reachable, { now, kept });
    this.trace.delays.know(this.book.all.flatMap(({ address }) => address ?? []));
    this.isFollowing = true;
  }

  private reachable({ asked, status }: FollowedTrunk, gateway: string | null, now: number): boolean | null {
    if (!asked) return null;
    if (gateway !== null) return this.trace.gateways.reachOf(`sip:${gateway}`, now)?.reachable ?? null;
    if (status === 'unreachable') return false;
    return status === 'reachable' || status === 'registered' ? true : null;
  }

  private async tellAsterisk(): Promise<void> {
    if (this.asterisk.status.status === 'down') return;
    if (this.mustLook || this.ticks % lookEvery === 0) await this.keys.look();
    this.mustLook = false;
    const now = Date.now();
    await this.keys.keep(wantedKeys(this.book.all, now, this.pauseMs), now);
  }

  private async keep(): Promise<void> {
    const { changed, gone, undo } = this.book.changes();
    try {
      if (changed.length > 0 || gone.length > 0) {
        const kept = changed.map(({ trunkId, gateway, record }) => ({ trunkId, gateway, record }));
        await this.database.transaction((manager) => GatewayRecords.keep(manager, kept, gone));
      }
      if (this.ticks % pruneEvery === 1) await this.database.transaction((manager) => TrunkAlarms.prune(manager));
    } catch (error) {
      undo();
      throw error;
    }
  }

  /** False: it failed, which is told once while it lasts; that the database is away is told elsewhere. */
  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!isDatabaseUnavailable(error) && !this.said.has(why)) {
        const text = 'Asterisk could not be told which gateways to pass over';
        this.log.warn({ err: error }, error instanceof AsteriskError ? text : 'gateways could not be judged');
      }
      this.said.add(why);
      return false;
    }
  }
}
