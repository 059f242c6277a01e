import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { queueDeliveries } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { EventTail } from '../live/event-tail.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { WebhookDeliveryJob } from './webhook-delivery.job.js';
import { WebhookPace } from './webhook-pace.js';

const batch = 500;
/** How long events are gathered before their deliveries are queued together. */
const gatherMs = 50;

/**
 * Queues a delivery for each event that a webhook wants. The log is read from a stored place, so that what happened
 * while every copy of the API or the database was away is queued when they are back. Several copies take turns.
 */
@Injectable()
export class WebhookQueueJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private gathering: NodeJS.Timeout | undefined;
  private stopped = false;
  private reading = false;
  private again = false;
  private wanted = true;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly deliveries: WebhookDeliveryJob,
    private readonly pace: WebhookPace,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.JOBS === 'off') return;
    this.database.whenReady(() => {
      if (this.stopped) return;
      this.timer = setInterval(() => void this.wake(), this.pace.pollMs);
      this.tail.onNews(() => this.wakeSoon());
      void this.wake();
    });
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.gathering);
  }

  /** Where no webhook is enabled, a look once in a while is enough. */
  private wakeSoon(): void {
    if (!this.wanted) return;
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      void this.wake();
    }, gatherMs);
  }

  /** Reads to the end of the log, one read at a time: a wake meanwhile makes it look once more. */
  private async wake(): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        await this.queueBatch();
      }
    } catch (error) {
      this.log.debug({ err: error }, 'webhook deliveries cannot be queued now');
    } finally {
      this.reading = false;
    }
  }

  private async queueBatch(): Promise<void> {
    const { read, webhookIds, lost, wanted } = await queueDeliveries(this.database.source, batch);
    this.wanted = wanted;
    if (lost > 0) this.log.error({ lost }, 'events were deleted from the log before webhooks got them');
    for (const id of webhookIds) this.deliveries.wake(id);
    if (read === batch) this.again = true;
  }
}
