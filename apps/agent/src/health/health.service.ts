import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Component, NodeStatus, SpoolStatus } from '@trunkline/contracts';
import { DataSource, isDatabaseUnavailable, Nodes } from '@trunkline/persistence';
import { type AgentEnv, type Health, type Logger, startHealthServer } from '@trunkline/platform';
import { AriWatch } from '../connection/ari-watch.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { QueueWatch } from '../connection/queue-watch.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { NodeWatch } from './node-watch.js';

const beatEvery = 2000;

/** What a node says of itself besides how it is. */
type NodeFacts = Pick<NodeStatus, 'installed' | 'runningSipPort' | 'restart'>;

/**
 * Says every two seconds in the node's row, and at `GET /health` at any time, what works and what does not. That
 * Asterisk came or went is said at once: whoever looks at the calls must not wait for it.
 */
@Injectable()
export class HealthService implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: { stop(): Promise<void> } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private database: Component = { status: 'down', detail: 'Not asked yet.', since: new Date().toISOString() };
  private writing: Promise<void> = Promise.resolve();
  private node: () => NodeFacts = () => ({ installed: null, runningSipPort: null, restart: null });
  private takeOver: ((before: NodeStatus | null) => void) | null = null;
  private records: () => Component = () => ({ status: 'down', detail: 'Records are not kept yet.', since: null });
  private spool: () => SpoolStatus | undefined = () => undefined;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly source: DataSource,
    private readonly asterisk: AsteriskConnection,
    private readonly ari: AriWatch,
    private readonly queues: QueueWatch,
    private readonly watch: NodeWatch,
  ) {}

  /** Whoever keeps call records tells how it goes, and how far the spool is read. */
  reportRecords(status: () => Component, spool: () => SpoolStatus): void {
    this.records = status;
    this.spool = spool;
  }

  /** Whoever watches over the settings of the node tells what it runs with. */
  reportNode(facts: () => NodeFacts): void {
    this.node = facts;
  }

  /** Whoever has to go on with what stood in the node's row is told of it, before the row is first written. */
  onTakeOver(listener: (before: NodeStatus | null) => void): void {
    this.takeOver = listener;
  }

  /** Says it now and not at the next beat. Resolves when it is said, or could not be. */
  tell(): Promise<void> {
    // One after the other, so that what is true last is what stays.
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { HEALTH_HOST: host, HEALTH_PORT: port } = this.env;
    try {
      this.server = await startHealthServer({ host, port }, () => this.health());
    } catch (error) {
      this.log.warn({ reason: String(error) }, 'the health address is not free');
    }
    this.asterisk.onDown(() => void this.tell());
    this.asterisk.onUp(() => void this.tell());
    this.ari.onChange(() => void this.tell());
    void this.beat();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.server?.stop();
  }

  private asteriskStatus(): Component {
    const { status } = this.asterisk;
    if (status.status === 'down') return status;
    if (this.ari.problem !== null) return this.ari.problem;
    const { problem } = this.queues;
    return status.status === 'up' && problem !== null ? { ...status, status: 'degraded', detail: problem } : status;
  }

  private health(): Health {
    const components = { asterisk: this.asteriskStatus(), database: this.database, records: this.records() };
    return { ready: Object.values(components).every(({ status }) => status !== 'down'), components };
  }

  private async beat(): Promise<void> {
    await this.tell();
    if (!this.stopped) this.timer = setTimeout(() => void this.beat(), beatEvery);
  }

  private status(): NodeStatus {
    const spool = this.spool();
    return {
      asterisk: this.asteriskStatus(),
      records: this.records(),
      asteriskVersion: this.asterisk.facts?.version ?? null,
      ...this.node(),
      ...(spool ? { spool } : {}),
      figures: this.watch.figures,
    };
  }

  private async write(): Promise<void> {
    const node = this.env.TRUNKLINE_NODE_ID;
    try {
      if (this.takeOver !== null) {
        this.takeOver((await Nodes.get(this.source, node))?.status ?? null);
        this.takeOver = null;
      }
      const status = this.status();
      await this.source.transaction((manager) => Nodes.beat(manager, node, status));
      this.setDatabase('up', null);
    } catch (error) {
      this.setDatabase(
        'down',
        isDatabaseUnavailable(error) ? 'The database is not reachable.' : 'The database refuses the heartbeat.',
      );
    }
  }

  private setDatabase(status: Component['status'], detail: string | null): void {
    if (status === this.database.status && detail === this.database.detail) return;
    this.database = { status, detail, since: new Date().toISOString() };
    if (status === 'up') this.log.info({}, 'the database is up');
    else this.log.warn({ reason: detail }, 'the database is away');
  }
}
