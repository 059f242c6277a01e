import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AsteriskError } from '@trunkline/asterisk';
import { RENDERER_VERSION } from '@trunkline/config-renderer';
import type { NewLiveEvent } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import {
  appendEvents,
  assertMigrated,
  checkKey,
  configChannel,
  DataSource,
  explainPending,
  headRevision,
  isDatabaseUnavailable,
  listen,
  pendingRevisions,
  RateTables,
  SchemaMismatch,
  SecretCipher,
  SnapshotReader,
  type Subscription,
  settleApart,
  settleRevisions,
  unprovenResources,
  withHeld,
} from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { ConfigApplier, type Outcome } from './config-applier.js';
import { DiskProblem } from './disk-problem.js';
import { type Isolated, isolate } from './isolate.js';
import { NameBook } from './name-book.js';

const pollEvery = 5000;

/**
 * Keeps Asterisk at the newest config revision: wakes on a notification, on a poll, when Asterisk comes up and when a name
 * has other addresses, takes all that changed meanwhile in one go, and settles the revisions. Without the database or Asterisk it waits.
 */
@Injectable()
export class ConfigLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private verify = true;
  private stopped = false;
  private databaseChecked = false;
  private seen = -1;
  private seenNames = 0;
  private saidWhy = '';
  private readonly appliedListeners: (() => void)[] = [];
  private readonly snapshots: SnapshotReader;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
    private readonly cipher: SecretCipher,
    private readonly asterisk: AsteriskConnection,
    private readonly applier: ConfigApplier,
    private readonly names: NameBook,
  ) {
    this.snapshots = new SnapshotReader(database, cipher);
  }

  /** After a revision reached Asterisk. */
  onApplied(listener: () => void): void {
    this.appliedListeners.push(listener);
  }

  /** Runs `work` while nothing is being applied; what is changed meanwhile is applied afterwards. */
  async between<T>(work: () => Promise<T>): Promise<T> {
    while (this.running) await this.running;
    const done = work();
    this.running = done
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        this.running = null;
        if (this.wanted) this.wake();
      });
    return done;
  }

  onApplicationBootstrap(): void {
    this.asterisk.onUp(() => {
      this.applier.forgetRefusal();
      this.verify = true;
      this.wake();
    });
    const wake = () => this.wake();
    this.names.onMoved(wake);
    this.subscription = listen(this.env.DATABASE_URL, [configChannel], wake, wake);
    this.timer = setInterval(wake, pollEvery);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.subscription?.stop();
    await this.running;
  }

  /** Runs at once, or once more after the present run. */
  private wake(): void {
    this.wanted = true;
    this.running ??= this.runWhileWanted().finally(() => {
      this.running = null;
    });
  }

  private async runWhileWanted(): Promise<void> {
    while (this.wanted && !this.stopped) {
      this.wanted = false;
      try {
        await this.run();
        this.saidWhy = '';
      } catch (error) {
        // The next poll, notification or connect tries again.
        this.sayOnce(error);
      }
    }
  }

  private async run(): Promise<void> {
    if (this.asterisk.status.status === 'down') return;
    await this.checkDatabase();
    const pending = await pendingRevisions(this.database);
    const head = await headRevision(this.database);
    if (pending.length > 0 || this.verify) await this.names.lookUpNew();
    const names = this.names.version;
    if (pending.length === 0 && head === this.seen && names === this.seenNames && !this.verify) return;
    const verify = this.verify;
    this.verify = false;
    try {
      const snapshot = await this.snapshots.read();
      const { outcome, reasons } = await this.applyOrIsolate(snapshot, verify);
      if (pending.length > 0) await this.settle(snapshot.revision, outcome, reasons);
      this.seen = snapshot.revision;
      this.seenNames = names;
      this.report(snapshot.revision, outcome);
    } catch (error) {
      this.verify = verify || this.verify;
      // Who asks for the revision reads it there; Asterisk being away is told by the system's state.
      if (error instanceof DiskProblem)
        await this.database.transaction((manager) => explainPending(manager, error.message));
      throw error;
    }
  }

  /** Resources that were refused before stay as they are live; a newly refused one joins them, the others go on. */
  private async applyOrIsolate(snapshot: PbxSnapshot, verify: boolean): Promise<Isolated> {
    const unproven = await unprovenResources(this.database);
    const refused = unproven.filter(({ status, revision }) => status === 'failed' && revision <= snapshot.revision);
    const changed = unproven.filter(({ status, revision }) => status === 'pending' && revision <= snapshot.revision);
    const attempt = async (held: ReadonlySet<string>) => {
      const holding = [...refused, ...changed.filter(({ id }) => held.has(id))];
      const wanted = await RateTables.fill(this.database, withHeld(snapshot, holding, this.cipher));
      return this.applier.apply(wanted, verify);
    };
    const outcome = await attempt(new Set());
    if (outcome.status !== 'failed' || changed.length === 0) return { outcome, reasons: new Map() };
    return isolate(
      changed.map(({ id }) => id),
      outcome.reason,
      attempt,
    );
  }

  private async checkDatabase(): Promise<void> {
    if (this.databaseChecked) return;
    await assertMigrated(this.database);
    await checkKey(this.database, this.cipher);
    this.databaseChecked = true;
  }

  private settle(revision: number, outcome: Outcome, reasons: ReadonlyMap<string, string>): Promise<void> {
    const rendererVersion = RENDERER_VERSION;
    const reason = outcome.status === 'failed' ? outcome.reason : [...reasons.values()].join(' ');
    const envelope = { id: randomUUID(), at: new Date().toISOString() };
    const event: NewLiveEvent =
      reason !== ''
        ? { ...envelope, type: 'config.failed', data: { revision, reason } }
        : { ...envelope, type: 'config.applied', data: { revision } };
    return this.database.transaction(async (manager) => {
      if (outcome.status === 'failed') {
        await settleRevisions(manager, revision, { status: 'failed', reason, fileHashes: null, rendererVersion });
      } else if (reasons.size > 0) {
        await settleApart(manager, revision, reasons, { fileHashes: outcome.fileHashes, rendererVersion });
      } else {
        const { fileHashes } = outcome;
        await settleRevisions(manager, revision, { status: 'applied', reason: null, fileHashes, rendererVersion });
      }
      await appendEvents(manager, [event]);
    });
  }

  private report(revision: number, outcome: Outcome): void {
    if (outcome.status === 'failed') {
      this.log.error({ revision, reason: outcome.reason }, 'the configuration was not applied');
      return;
    }
    if (outcome.status === 'applied') this.log.info({ revision }, 'configuration applied');
    for (const listener of this.appliedListeners) listener();
  }

  private sayOnce(error: unknown): void {
    const why = reasonOf(error);
    if (why === this.saidWhy) return;
    this.saidWhy = why;
    if (why === '') this.log.error({ err: error }, 'the configuration could not be applied, trying again');
    else this.log.warn({ reason: why }, 'the configuration has to wait');
  }
}

/** A sentence for the states that are designed, empty for a defect. */
function reasonOf(error: unknown): string {
  if (isDatabaseUnavailable(error)) return 'The database is not reachable.';
  const designed = error instanceof SchemaMismatch || error instanceof AsteriskError || error instanceof DiskProblem;
  if (designed) return error.message;
  return error instanceof Error && error.name === 'SecretUnreadable' ? error.message : '';
}
