import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AudioFiles } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';

const everyMs = 3_600_000;

/** Forgets audio files of which no announcement was ever made. */
@Injectable()
export class AudioRetentionJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
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
      await AudioFiles.prune(this.database.source);
    } catch (error) {
      this.log.debug({ err: error }, 'audio files cannot be forgotten now');
    }
  }
}
