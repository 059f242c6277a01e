import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';

/** Tidies something up now and then, in a copy of the API that does jobs. */
@Injectable()
export abstract class TidyingJob implements OnApplicationBootstrap, OnApplicationShutdown {
  protected abstract readonly everyMs: number;
  /** For the log, when it could not be done. */
  protected abstract readonly failure: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) protected readonly log: Logger,
    @Inject(Database) protected readonly database: Database,
  ) {}

  protected abstract work(): Promise<void>;

  onApplicationBootstrap(): void {
    if (this.env.JOBS === 'on') this.timer = setInterval(() => void this.tidy(), this.everyMs);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Does it once; what it cannot do now, it does the next time. */
  async tidy(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.log.debug({ err: error }, this.failure);
    }
  }
}
