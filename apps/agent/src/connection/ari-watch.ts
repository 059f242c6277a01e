import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { withDeadline } from '@trunkline/asterisk';
import type { Component } from '@trunkline/contracts';
import type { Logger } from '@trunkline/platform';
import { LOG } from '../process/tokens.js';
import { AsteriskConnection, ariApp } from './asterisk-connection.js';

const EVERY_MS = 1000;
const WITHIN_MS = 2000;
/** One late answer is a busy machine, two are not. Both are known after 6 s. */
const MISSES = 2;
/** Each unanswered request costs a hanging ARI a thread for good, so it is asked ever more seldom. */
const LONGEST_PAUSE_MS = 30_000;
/** By how much an answer is late only when this process did not run. */
const LATENESS_MS = 1000;

const detail =
  'ARI hangs: it does not answer GET /applications within 2 s. Calls go on, but what is shown may be old and nothing ' +
  'can be steered until Asterisk is restarted.';

/**
 * Asks ARI for our application, by REST and all the time. The event socket may go on with events, and /asterisk/info
 * with answers, when everything about applications is deadlocked (asterisk#2170).
 */
@Injectable()
export class AriWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  /** What is wrong; null while ARI answers. */
  problem: Component | null = null;
  /** How long the last answer took, in milliseconds; null when there was none. */
  answeredInMs: number | null = null;
  private readonly listeners: (() => void)[] = [];
  private misses = 0;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly connection: AsteriskConnection,
  ) {}

  /** Whenever `problem` came or went. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.connection.onUp(() => this.wake());
    void this.run();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      if (this.connection.status.status !== 'down') this.saw(await this.answers());
      await this.pause(this.misses < MISSES ? EVERY_MS : Math.min(EVERY_MS * 2 ** this.misses, LONGEST_PAUSE_MS));
    }
  }

  /** Null when nobody can tell, because this process was itself stopped meanwhile. */
  private async answers(): Promise<boolean | null> {
    const from = performance.now();
    try {
      await withDeadline('applications', WITHIN_MS, this.connection.rest.appExists(ariApp));
      this.answeredInMs = Math.round(performance.now() - from);
      return true;
    } catch {
      this.answeredInMs = null;
      return performance.now() - from > WITHIN_MS + LATENESS_MS ? null : false;
    }
  }

  private saw(answered: boolean | null): void {
    if (answered === null) return;
    this.misses = answered ? 0 : this.misses + 1;
    const hangs = this.misses >= MISSES;
    if (hangs === (this.problem !== null)) return;
    this.problem = hangs ? { status: 'down', detail, since: new Date().toISOString() } : null;
    if (hangs) this.log.error({ misses: this.misses }, 'ARI hangs');
    else this.log.info({}, 'ARI answers again');
    for (const listener of this.listeners) listener();
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
