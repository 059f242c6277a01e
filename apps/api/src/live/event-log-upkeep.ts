import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { dropPartitionsOlderThan, makePartitionsAhead } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';

const daysAhead = 3;
const everyMs = 3_600_000;
/** After a failure, and while somebody reads what should go. */
const soonMs = 30_000;

/** Makes the partitions of the event log ahead and drops those past keeping. Every copy of the API does: they agree. */
@Injectable()
export class EventLogUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.database.whenReady(() => void this.tend());
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async tend(): Promise<void> {
    const wait = await this.once().catch((error: unknown) => {
      if (!this.stopped) this.log.warn({ err: error }, 'the partitions of the event log could not be tended');
      return soonMs;
    });
    if (!this.stopped) this.timer = setTimeout(() => void this.tend(), wait).unref();
  }

  private async once(): Promise<number> {
    const { source } = this.database;
    const made = await makePartitionsAhead(source, daysAhead);
    const { dropped, busy } = await dropPartitionsOlderThan(source, this.env.EVENT_LOG_DAYS);
    if (made.length + dropped.length > 0) this.log.info({ made, dropped }, 'partitions of the event log');
    return busy.length > 0 ? soonMs : everyMs;
  }
}
