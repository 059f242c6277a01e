import { Inject, Injectable } from '@nestjs/common';
import { WebhookLog, WebhookStatuses } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { TidyingJob } from './tidying-job.js';
import { WebhookPace } from './webhook-pace.js';

const batch = 5000;

/** Keeps what webhooks take up bounded: deletes old deliveries, and switches off what nobody takes from. */
@Injectable()
export class WebhookRetentionJob extends TidyingJob {
  protected readonly everyMs = 60_000;
  protected readonly failure = 'webhook deliveries cannot be tidied now';

  constructor(
    @Inject(API_ENV) env: ApiEnv,
    @Inject(LOGGER) log: Logger,
    database: Database,
    private readonly pace: WebhookPace,
  ) {
    super(env, log, database);
  }

  protected async work(): Promise<void> {
    const { source } = this.database;
    for (const id of await WebhookStatuses.overfull(source, this.pace.mostPending)) {
      await WebhookStatuses.disable(source, id, 'backlog');
      this.log.warn({ webhookId: id, reason: 'backlog' }, 'a webhook was switched off');
    }
    while ((await WebhookLog.prune(source, this.pace.kept, batch)) === batch);
  }
}
