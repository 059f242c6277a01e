import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Component } from '@trunkline/contracts';
import { assertMigrated, checkKey, createDataSource, SecretCipher, WrongKey } from '@trunkline/persistence';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { databaseAway } from '../http/problem.filter.js';
import { API_ENV, LOGGER } from '../tokens.js';
import { requestTransaction } from './request-transaction.js';
import type { DataSource } from './types.js';

const firstPauseMs = 100;
const longestPauseMs = 2000;
/** A frozen server must not freeze us: a request is refused within two seconds. */
const queryTimeoutMs = 1500;

/**
 * The database, which may be away: the process starts without it and keeps trying. Once connected, the pool finds its
 * way back by itself. `source` throws `database_unavailable` until the database is there and has our version.
 */
@Injectable()
export class Database implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly dataSource: DataSource;
  private ready = false;
  private stopped = false;
  private detail = 'Not connected yet.';
  private since = new Date();
  private timer: NodeJS.Timeout | undefined;
  private refuse: (error: WrongKey) => void = () => {};
  /** Settles when this process turns out to have another key than the database: it must not run then. */
  readonly wrongKey = new Promise<WrongKey>((resolve) => {
    this.refuse = resolve;
  });
  private readonly waiting = new Set<() => void>();

  constructor(
    @Inject(API_ENV) env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly cipher: SecretCipher,
  ) {
    this.dataSource = createDataSource(env.DATABASE_URL, {
      applicationName: 'trunkline-api',
      queryTimeoutMs,
      onPoolError: (error) => log.debug({ err: error }, 'an idle database connection broke'),
    });
  }

  get source(): DataSource {
    if (!this.ready) throw databaseAway();
    return requestTransaction() ?? this.dataSource;
  }

  /** Calls `listener` once the database is usable: now if it is, else later. */
  whenReady(listener: () => void): void {
    if (this.ready) listener();
    else this.waiting.add(listener);
  }

  onApplicationBootstrap(): void {
    void this.connect(firstPauseMs);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.ready = false;
    clearTimeout(this.timer);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Asks the database for a sign of life. */
  async check(): Promise<Component> {
    if (!this.ready) return { status: 'down', detail: this.detail, since: this.since.toISOString() };
    try {
      await this.dataSource.query('SELECT 1');
      return { status: 'up', detail: null, since: this.since.toISOString() };
    } catch {
      return { status: 'down', detail: 'The database does not answer.', since: null };
    }
  }

  private async connect(pauseMs: number): Promise<void> {
    try {
      if (!this.dataSource.isInitialized) await this.dataSource.initialize();
      await assertMigrated(this.dataSource);
      await checkKey(this.dataSource, this.cipher);
      if (this.stopped) return await this.dataSource.destroy();
      this.becomeReady();
    } catch (error) {
      if (this.stopped) return;
      this.explain(error);
      if (error instanceof WrongKey) return this.refuse(error);
      this.timer = setTimeout(() => void this.connect(Math.min(longestPauseMs, pauseMs * 2)), pauseMs);
    }
  }

  private becomeReady(): void {
    this.ready = true;
    this.since = new Date();
    this.log.info('database is ready');
    for (const listener of this.waiting) listener();
    this.waiting.clear();
  }

  private explain(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    if (detail === this.detail) return;
    this.detail = detail;
    this.log.warn({ err: error }, 'database is not ready, trying again');
  }
}
