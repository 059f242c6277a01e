import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { WebhookLog, WebhookStatuses } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { WebhookPace } from './webhook-pace.js';

const everyMs = 60_000;
const batch = 5000;

/** Keeps what webhooks take up bounded: deletes old deliveries, and switches off what nobody takes from. */
@Injectable()
export class WebhookRetentionJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
    private readonly pace: WebhookPace,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.JOBS === 'on') this.timer = setInterval(() => void this.tidy(), everyMs);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Does it once; what it cannot do now, it does the next time. */
  async tidy(): Promise<void> {
    try {
      const { source } = this.database;
      for (const id of await WebhookStatuses.overfull(source, this.pace.mostPending)) {
        await WebhookStatuses.disable(source, id, 'backlog');
        this.log.warn({ webhookId: id, reason: 'backlog' }, 'a webhook was switched off');
      }
      while ((await WebhookLog.prune(source, this.pace.kept, batch)) === batch);
    } catch (error) {
      this.log.debug({ err: error }, 'webhook deliveries cannot be tidied now');
    }
  }
}
