import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { retryDelay } from '@trunkline/domain';
import {
  type AttemptResult,
  type DueDelivery,
  type HeldLane,
  WebhookLanes,
  WebhookStatuses,
} from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { type Sent, WebhookSender } from '../webhook-sending/webhook-sender.js';
import { WebhookPace } from './webhook-pace.js';

/** A lease outlives an attempt by this, for the writing of what came of it. */
const leaseMarginMs = 20_000;
const rewritePauseMs = 250;
const shutdownPatienceMs = 5000;
const longestTimerMs = 10_000;

/**
 * Sends what is queued: for each webhook some lanes at a time, in each lane one delivery after the other. A lane is
 * leased in the database, so that of several copies of the API one sends, and another goes on when that one died.
 */
@Injectable()
export class WebhookDeliveryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private readonly claiming = new Map<string, Promise<void>>();
  private readonly wakeAgain = new Set<string>();
  private readonly running = new Map<string, Set<Promise<void>>>();

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
    private readonly sender: WebhookSender,
    private readonly pace: WebhookPace,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.JOBS === 'off') return;
    this.database.whenReady(() => {
      if (!this.stopped) this.timer = setInterval(() => void this.wakeDue(), this.pace.pollMs);
    });
  }

  /** What is on its way may arrive; its lane is not sent on. The rest finds another copy, or the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.race([this.settled(), pause(shutdownPatienceMs, undefined, { ref: false })]);
  }

  /** A claim that is under way brings lanes, which are given back: until their lease ran out nobody else could send them. */
  private async settled(): Promise<void> {
    await Promise.allSettled(this.claiming.values());
    await Promise.allSettled([...this.running.values()].flatMap((lanes) => [...lanes]));
  }

  /** Sends what is due for this webhook, as far as there is room. */
  wake(webhookId: string): void {
    this.wakeAgain.add(webhookId);
    if (this.claiming.has(webhookId) || this.stopped) return;
    const claim = this.claim(webhookId)
      .catch((error: unknown) => this.log.debug({ err: error }, 'webhook deliveries cannot be read now'))
      .finally(() => this.claiming.delete(webhookId));
    this.claiming.set(webhookId, claim);
  }

  private async wakeDue(): Promise<void> {
    try {
      for (const id of await WebhookLanes.due(this.database.source)) this.wake(id);
    } catch (error) {
      this.log.debug({ err: error }, 'webhook deliveries cannot be read now');
    }
  }

  private async claim(webhookId: string): Promise<void> {
    const lanes = this.running.get(webhookId) ?? new Set<Promise<void>>();
    this.running.set(webhookId, lanes);
    while (this.wakeAgain.delete(webhookId) && !this.stopped) {
      const room = this.pace.concurrency - lanes.size;
      if (room <= 0) return;
      const held = await WebhookLanes.claim(this.database.source, webhookId, room, this.leaseMs);
      for (const lane of held) this.start(lane, lanes);
    }
  }

  private start(lane: HeldLane, lanes: Set<Promise<void>>): void {
    const run = this.send(lane)
      .catch((error: unknown) => this.log.warn({ err: error, lane: lane.lane }, 'a webhook lane was given up for now'))
      .finally(() => {
        const wasFull = lanes.size >= this.pace.concurrency;
        lanes.delete(run);
        if (wasFull) this.wake(lane.webhookId);
      });
    lanes.add(run);
  }

  private async send(lane: HeldLane): Promise<void> {
    let due = await WebhookLanes.advance(this.database.source, lane, null, this.leaseMs);
    while (due) {
      if (this.stopped) return await WebhookLanes.release(this.database.source, lane);
      const sent = await this.sender.send(due);
      const result = this.resultOf(due, sent);
      due = await this.write(lane, result);
      this.wakeForRetry(lane, result);
      if (await this.noted(lane.webhookId, sent)) return;
    }
  }

  /** The first retries come at their time and not at the next look. */
  private wakeForRetry({ webhookId }: HeldLane, { delivered, retryInMs }: AttemptResult): void {
    if (delivered || retryInMs === null || retryInMs > longestTimerMs) return;
    setTimeout(() => this.wake(webhookId), retryInMs + 5).unref();
  }

  private resultOf({ id, tries }: DueDelivery, { attempt, delivered, gone }: Sent): AttemptResult {
    const retryInMs = delivered || gone ? null : retryDelay(tries + 1, Math.random(), this.pace.delays);
    return { deliveryId: id, attempt, delivered, retryInMs };
  }

  /** A database that is away for a moment must not make us forget that the event arrived: the lease has room for that. */
  private async write(lane: HeldLane, result: AttemptResult): Promise<DueDelivery | null> {
    const deadline = Date.now() + leaseMarginMs - rewritePauseMs * 4;
    for (;;) {
      try {
        return await WebhookLanes.advance(this.database.source, lane, result, this.leaseMs);
      } catch (error) {
        if (Date.now() > deadline || this.stopped) throw error;
        await pause(rewritePauseMs);
      }
    }
  }

  /** Notes how the webhook fares; true: it was switched off, and nothing more is to be sent. */
  private async noted(webhookId: string, { attempt, delivered, gone }: Sent): Promise<boolean> {
    try {
      const { source } = this.database;
      if (delivered) {
        await WebhookStatuses.noteSuccess(source, webhookId);
        return false;
      }
      const failing = await WebhookStatuses.noteFailure(source, webhookId, attempt.error ?? '');
      const reason = gone ? 'gone' : failing * 1000 >= this.pace.disableAfterMs ? 'failing' : null;
      if (reason === null || !(await WebhookStatuses.disable(source, webhookId, reason))) return false;
      this.log.warn({ webhookId, reason }, 'a webhook was switched off');
      return true;
    } catch (error) {
      this.log.debug({ err: error }, 'the status of a webhook cannot be written now');
      return false;
    }
  }

  private get leaseMs(): number {
    return this.env.WEBHOOK_TIMEOUT_SECONDS * 1000 + leaseMarginMs;
  }
}
