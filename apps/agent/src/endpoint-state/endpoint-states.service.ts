import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AsteriskError } from '@trunkline/asterisk';
import type { NewLiveEvent } from '@trunkline/contracts';
import {
  appendEvents,
  DataSource,
  isDatabaseUnavailable,
  ResourceStates,
  StateHistory,
  type StoredState,
} from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import { ConfigLoop } from '../config/config-loop.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { DirectoryCache } from '../directory/directory-cache.js';
import { LOG } from '../process/tokens.js';
import { AsteriskView } from './asterisk-view.js';
import type { ExtensionJudgement } from './extension-state.js';
import { FirstLook } from './first-look.js';
import { Phones } from './phones.js';
import { SipTrace } from './sip-trace.js';
import { StateBook } from './state-book.js';
import { TrunkJudge } from './trunk-judge.js';
import type { Judgement } from './trunk-state.js';

const pollEvery = 5000;
/** Events come in bursts: Asterisk is asked once for all of them. */
const gatherFor = 100;
/** More endpoints take Asterisk a while to list: it rests for so many times as long. */
const many = 1000;
const restFor = 4;
/** A restart of the agent or a quick one of Asterisk is no news: states stay until Asterisk was away for this long. */
const patience = 5000;

/** Keeps the states of trunks and extensions in the database and announces each change, and only changes. */
@Injectable()
export class EndpointStates implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly book = new StateBook();
  private loaded = false;
  private soon: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lostAt: number | null = null;
  private running = false;
  /** Milliseconds until Asterisk is asked again at the soonest. */
  private rest = 0;
  private again = false;
  private stopped = false;

  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
    private readonly asterisk: AsteriskConnection,
    private readonly config: ConfigLoop,
    private readonly directory: DirectoryCache,
    private readonly view: AsteriskView,
    private readonly firstLook: FirstLook,
    private readonly judge: TrunkJudge,
    private readonly phones: Phones,
    private readonly trace: SipTrace,
  ) {}

  onApplicationBootstrap(): void {
    const wake = () => this.wake();
    this.trace.onNews(wake);
    this.asterisk.onUp(wake);
    this.asterisk.onDown(wake);
    this.config.onApplied(wake);
    this.timer = setInterval(wake, pollEvery);
    wake();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
  }

  private wake(): void {
    if (this.stopped) return;
    this.soon ??= setTimeout(
      () => {
        this.soon = undefined;
        void this.refresh();
      },
      Math.max(gatherFor, this.rest),
    );
  }

  private async refresh(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      await this.compare();
    } catch (error) {
      // Both are designed states that are reported elsewhere; the next poll tries again.
      if (!isDatabaseUnavailable(error) && !(error instanceof AsteriskError)) {
        this.log.warn({ err: error }, 'the states of trunks and extensions could not be read');
      }
    }
    this.running = false;
    if (this.again) {
      this.again = false;
      this.wake();
    }
  }

  private async compare(): Promise<void> {
    const began = performance.now();
    const view = await this.view.now();
    this.rest = (view?.endpoints.size ?? 0) > many ? restFor * (performance.now() - began) : 0;
    if (view === null && !this.awayForLong()) return;
    if (view !== null) this.lostAt = null;
    const rows = await this.directory.freshRows();
    if (!this.loaded) {
      this.book.load(await ResourceStates.all(this.database));
      this.loaded = true;
    }
    const asked = await this.firstLook.ask(rows, view, this.book);
    const phones = await this.phones.judge(rows, view);
    const judged = await this.judge.judge(view);
    const changed = this.changes(judged, phones).filter(({ resourceId }) => !asked.has(resourceId));
    const removed = this.book.gone(new Set([...rows.trunks, ...rows.extensions].map(({ id }) => id)));
    if (changed.length > 0 || removed.length > 0) await this.publish(changed, removed);
  }

  private awayForLong(): boolean {
    this.lostAt ??= Date.now();
    return Date.now() - this.lostAt >= patience;
  }

  private changes(
    trunks: readonly { id: string; judgement: Judgement }[],
    extensions: readonly { id: string; judgement: ExtensionJudgement }[],
  ): StoredState[] {
    const now = new Date().toISOString();
    return [
      ...trunks.map(({ id, judgement }) => this.book.trunk(id, judgement, now)),
      ...extensions.map(({ id, judgement }) => this.book.extension(id, judgement, now)),
    ].filter((state) => state !== null);
  }

  private async publish(changed: StoredState[], removed: StoredState[]): Promise<void> {
    const news = changed.filter((state) => this.book.isNews(state));
    const turns = changed.filter((state) => this.book.isTurn(state));
    await this.database.transaction(async (manager) => {
      for (const { kind, resourceId } of removed) await ResourceStates.remove(manager, kind, resourceId);
      for (const stored of changed) {
        if (stored.kind === 'trunk') await ResourceStates.put(manager, 'trunk', stored.resourceId, stored.state);
        else await ResourceStates.put(manager, 'extension', stored.resourceId, stored.state);
      }
      await StateHistory.append(manager, turns, new Date());
      await appendEvents(manager, news.map(announcement));
    });
    this.book.store(changed, removed);
    for (const { kind, resourceId, state } of news) {
      if (kind === 'trunk') this.log.info({ trunkId: resourceId, status: state.status }, 'trunk state changed');
    }
  }
}

function announcement(stored: StoredState): NewLiveEvent {
  const envelope = { id: randomUUID(), at: new Date().toISOString() };
  return stored.kind === 'trunk'
    ? { ...envelope, type: 'trunk.state', data: { ...stored.state, trunkId: stored.resourceId } }
    : { ...envelope, type: 'extension.state', data: { ...stored.state, extensionId: stored.resourceId } };
}
