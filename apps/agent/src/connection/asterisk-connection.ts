import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  AriClientRest,
  type AriEvent,
  AriEventClient,
  type AriRest,
  AsteriskError,
  type AsteriskFacts,
} from '@trunkline/asterisk';
import type { Component } from '@trunkline/contracts';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { asteriskControl } from './asterisk-dirs.js';
import { unusedEventTypes } from './unused-event-types.js';
import { versionProblem } from './version-problem.js';

/** Our Stasis application (ari.conf). */
export const ariApp = 'trunkline';
const sources = ['channel:', 'bridge:'] as const;
/**
 * An Asterisk that knows that its connection is gone dials every half second, so it has been told after this time: after
 * a silence soon, else with more patience, since what it kept for us is lost then. What it keeps afterwards should not be.
 */
const REDIAL_MS = { silent: 1000, away: 5000, again: 60_000 };

type EventListener = (event: AriEvent) => void;
type UpListener = (asterisk: AsteriskFacts) => void | Promise<void>;
type DownListener = (reason: string) => void;

/**
 * The agent's tie to its Asterisk: events by the event relay, which Asterisk
 * dials, questions by REST. It is `up` while both
 * work and the application is subscribed; it comes back by itself, however often and in whatever order.
 */
@Injectable()
export class AsteriskConnection implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly rest: AriRest;
  /** The Asterisk that is up now, or was last. */
  facts: AsteriskFacts | null = null;
  status: Component = { status: 'down', detail: 'Asterisk has not connected yet.', since: new Date().toISOString() };
  private readonly events: AriEventClient;
  private readonly eventListeners: EventListener[] = [];
  private readonly upListeners: UpListener[] = [];
  private readonly downListeners: DownListener[] = [];
  private redialling: NodeJS.Timeout | undefined;
  /** Grows with each connect and disconnect, so that work for an older one stops. */
  private generation = 0;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.rest = new AriClientRest({ url: env.ARI_URL, username: env.ARI_USERNAME, password: env.ARI_PASSWORD });
    this.events = new AriEventClient({
      url: env.RELAY_URL,
      password: env.TRUNKLINE_NODE_TOKEN,
      app: ariApp,
      onEvent: (event) => this.dispatch(event),
      onUp: (facts) => void this.connected(facts),
      onDown: (reason, silent) => {
        this.disconnected(reason);
        this.redialIn(silent ? REDIAL_MS.silent : REDIAL_MS.away);
      },
      log,
    });
  }

  get isRelayAway(): boolean {
    return this.events.missing === 'relay';
  }

  /** Every event, in order, as soon as it arrives, until what comes back is called; the listener must not block. */
  onEvent(listener: EventListener): () => void {
    this.eventListeners.push(listener);
    return () => this.eventListeners.splice(this.eventListeners.indexOf(listener), 1);
  }

  /** After each (re)connect, once the application is subscribed: the moment to read everything anew. */
  onUp(listener: UpListener): void {
    this.upListeners.push(listener);
  }

  /** After each loss, with a reason in words. */
  onDown(listener: DownListener): void {
    this.downListeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.events.start();
    this.redialIn(REDIAL_MS.away);
  }

  onApplicationShutdown(): void {
    this.generation += 1;
    clearTimeout(this.redialling);
    this.events.stop();
  }

  private dispatch(event: AriEvent): void {
    for (const listener of this.eventListeners) this.safely('event', () => listener(event));
  }

  private async connected(facts: AsteriskFacts): Promise<void> {
    const generation = ++this.generation;
    clearTimeout(this.redialling);
    this.facts = facts;
    for (let pause = 250; generation === this.generation; pause = Math.min(pause * 2, 4000)) {
      try {
        await this.rest.subscribe(ariApp, sources);
        await this.rest.filterEvents(ariApp, unusedEventTypes);
        if (generation === this.generation) this.announce(facts);
        return;
      } catch (error) {
        if (generation !== this.generation) return;
        const detail = error instanceof AsteriskError ? error.message : 'ARI does not work as expected.';
        this.setStatus('down', detail);
        this.log.warn({ reason: detail }, 'Asterisk is connected but cannot be asked, trying again');
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private announce(facts: AsteriskFacts): void {
    const problem = versionProblem(facts.version);
    this.setStatus(problem === null ? 'up' : 'degraded', problem);
    this.log.info({ version: facts.version, startedAt: facts.startedAt }, 'Asterisk is up');
    for (const listener of this.upListeners) this.safely('up', () => listener(facts));
  }

  private disconnected(reason: string): void {
    this.generation += 1;
    this.setStatus('down', `Asterisk is away: ${reason}.`);
    this.log.warn({ reason }, 'Asterisk is away');
    for (const listener of this.downListeners) this.safely('down', () => listener(reason));
  }

  /**
   * Tells Asterisk by its control socket to dial anew, unless it does so by itself: it takes a half-open connection for
   * alive, and after a write that failed it may wait for ever on a connection that is closed.
   */
  private redialIn(milliseconds: number): void {
    clearTimeout(this.redialling);
    const { generation } = this;
    this.redialling = setTimeout(() => {
      void this.redial().then((told) => {
        if (generation === this.generation) this.redialIn(told ? REDIAL_MS.again : REDIAL_MS.away);
      });
    }, milliseconds);
  }

  /** False when there was nothing to tell: it has dialled, or does not run. */
  private async redial(): Promise<boolean> {
    const { missing } = this.events;
    if (missing === 'relay') this.setStatus('down', 'The event relay does not answer. Is it running?');
    if (missing !== 'asterisk') return false;
    try {
      await (await asteriskControl(this.env.ASTERISK_ETC_DIR)).redialAgent();
      this.log.warn({}, 'Asterisk was told to dial anew: it runs, and does not connect');
      return true;
    } catch (error) {
      this.log.debug({ err: error }, 'Asterisk could not be told to dial anew');
      return false;
    }
  }

  private setStatus(status: Component['status'], detail: string | null): void {
    const since = status === this.status.status ? this.status.since : new Date().toISOString();
    this.status = { status, detail, since };
  }

  /** A listener's defect is its own: the others still hear. */
  private safely(what: string, run: () => void | Promise<void>): void {
    const failed = (error: unknown): void => this.log.error({ err: error }, `a listener for "${what}" failed`);
    try {
      Promise.resolve(run()).catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
