import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { RecordRetention } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { Database } from '../database/database.js';
import { API_ENV, LOGGER } from '../tokens.js';

const EVERY_MS = 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Deletes records and raw call events that are older than they are to be kept; without a setting nothing is deleted. One
 * copy of the API does it at a time.
 */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.RECORDS_KEEP_DAYS === undefined && this.env.CEL_KEEP_DAYS === undefined) return;
    this.database.whenReady(() => this.begin());
    this.timer = setInterval(() => this.begin(), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private begin(): void {
    this.running ??= this.prune().finally(() => {
      this.running = undefined;
    });
  }

  private async prune(): Promise<void> {
    const { RECORDS_KEEP_DAYS: records, CEL_KEEP_DAYS: lines } = this.env;
    try {
      const deleted = {
        records: await this.all(records, (before) => RecordRetention.deleteRecords(this.database.source, before)),
        lines: await this.all(lines, (before) => RecordRetention.deleteLines(this.database.source, before)),
      };
      if (deleted.records + deleted.lines > 0) this.log.info(deleted, 'old call records and call events deleted');
    } catch (error) {
      this.log.warn({ err: error }, 'old call records could not be deleted, trying again in an hour');
    }
  }

  private async all(days: number | undefined, batch: (before: Date) => Promise<number>): Promise<number> {
    if (days === undefined) return 0;
    const before = new Date(Date.now() - days * DAY_MS);
    let total = 0;
    for (let deleted = -1; deleted !== 0 && !this.stopped; total += deleted) deleted = await batch(before);
    return total;
  }
}
