import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Directory, directoryOf, emptyDirectory } from '@trunkline/domain';
import {
  configChannel,
  DataSource,
  type DirectoryRows,
  headRevision,
  listen,
  readDirectory,
  type Subscription,
} from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AGENT_ENV, LOG } from '../process/tokens.js';

/**
 * What the names in Asterisk stand for, kept in memory: events are read against it without asking the database. It
 * follows the configuration by itself; while the database is away the last one stays.
 */
@Injectable()
export class DirectoryCache implements OnModuleInit, OnModuleDestroy {
  private directory: Directory = emptyDirectory;
  private rows: DirectoryRows | undefined;
  private revision = -1;
  private subscription: Subscription | undefined;
  private readonly listeners: ((directory: Directory) => void)[] = [];

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly ds: DataSource,
  ) {}

  get current(): Directory {
    return this.directory;
  }

  /** Called with each new directory, never before the first was read. */
  onChange(listener: (directory: Directory) => void): void {
    this.listeners.push(listener);
  }

  onModuleInit(): void {
    const reread = (): void => {
      this.fresh().catch((error: unknown) => this.log.debug({ err: error }, 'the directory could not be read'));
    };
    this.subscription = listen(this.env.DATABASE_URL, [configChannel], reread, reread);
  }

  async onModuleDestroy(): Promise<void> {
    await this.subscription?.stop();
  }

  /** The directory of the newest revision. @throws what the database says when it is away. */
  async fresh(): Promise<Directory> {
    await this.freshRows();
    return this.directory;
  }

  /** What it is made of. @throws what the database says when it is away. */
  async freshRows(): Promise<DirectoryRows> {
    const revision = await headRevision(this.ds);
    if (this.rows !== undefined && revision === this.revision) return this.rows;
    const rows = await readDirectory(this.ds);
    this.rows = rows;
    this.directory = directoryOf(rows);
    this.revision = revision;
    for (const listener of this.listeners) listener(this.directory);
    return rows;
  }
}
