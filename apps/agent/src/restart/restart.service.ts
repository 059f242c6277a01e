import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AsteriskError } from '@trunkline/asterisk';
import type { CommandResult, Restart, RestartWhen } from '@trunkline/contracts';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { ConfigApplier } from '../config/config-applier.js';
import { ConfigLoop } from '../config/config-loop.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { asteriskControl } from '../connection/asterisk-dirs.js';
import { HealthService } from '../health/health.service.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { isPortFree } from './port-free.js';
import { SipPortService } from './sip-port.service.js';

const everyMs = 250;
/** Without a call Asterisk ends at once; one that does not has got a call meanwhile. */
const goneWithinMs = 5000;
const backWithinMs = 60_000;
const toldWithinMs = 500;

/** Why a restart was not begun, in words. */
class Refused extends Error {}

/**
 * Starts Asterisk anew, at once or when no call is left. It boots with what it has accepted, and nothing is applied
 * before it is back. What waits is in the node's row, and the next agent goes on with it.
 */
@Injectable()
export class RestartService implements OnModuleDestroy {
  private restart: Restart | null = null;
  private readonly ended = new AbortController();

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly asterisk: AsteriskConnection,
    private readonly loop: ConfigLoop,
    private readonly applier: ConfigApplier,
    private readonly port: SipPortService,
    private readonly health: HealthService,
  ) {
    health.reportNode(() => ({
      installed: port.installed,
      runningSipPort: port.running,
      restart: this.restart,
    }));
    health.onTakeOver((before) => this.goOnWith(before?.restart ?? null));
    port.onChanged(() => void health.tell());
  }

  onModuleDestroy(): void {
    this.ended.abort();
  }

  /** Begins a restart, or the waiting for it. One that waits already is hurried by `now`. */
  async request(when: RestartWhen): Promise<CommandResult> {
    if (this.restart?.status === 'restarting') return refused('conflict', 'Asterisk is being restarted already.');
    if (this.asterisk.status.status === 'down') return refused('asterisk_unavailable', 'Asterisk is away.');
    try {
      await this.assertWouldWork();
    } catch (error) {
      if (error instanceof Refused) return refused('conflict', error.message);
      throw error;
    }
    const restart: Restart = { when, status: 'waiting', requestedAt: new Date().toISOString(), reason: null };
    await this.show(restart);
    this.begin(restart);
    return { ok: true };
  }

  /** Takes back a restart that waits, and forgets one that failed. */
  async cancel(): Promise<CommandResult> {
    if (this.restart === null) return refused('not_found', 'No restart was asked for.');
    if (this.restart.status === 'restarting') return refused('conflict', 'Asterisk is being restarted already.');
    await this.show(null);
    return { ok: true };
  }

  /** What the agent before this one was asked for: one that it did not get done is done, one that failed stays told. */
  private goOnWith(left: Restart | null): void {
    if (left === null || this.restart !== null) return;
    this.restart = { ...left, status: left.status === 'failed' ? 'failed' : 'waiting' };
    if (left.status !== 'failed') this.begin(this.restart);
  }

  private begin(restart: Restart): void {
    this.run(restart).catch((error: unknown) => this.failed(restart, error));
  }

  private async run(restart: Restart): Promise<void> {
    const wanted = () => this.restart === restart && !this.ended.signal.aborted;
    while (wanted()) {
      // It was killed meanwhile, or had been restarted when the agent before this one ended.
      if (this.startedAfter(restart.requestedAt)) return this.show(null);
      if (await this.isDue(restart.when)) {
        // Nothing is applied in between, so that what Asterisk boots with is what it has accepted.
        const done = await this.loop.between(() => (wanted() ? this.tryOnce(restart) : Promise.resolve(true)));
        if (done) return;
      }
      await pause(everyMs, undefined, { signal: this.ended.signal });
    }
  }

  /** False when a call came in between: Asterisk waits for it, and so do we. */
  private async tryOnce(restart: Restart): Promise<boolean> {
    await this.assertWouldWork();
    if (this.restart !== restart) return true;
    const before = this.asterisk.facts?.startedAt;
    const control = await asteriskControl(this.env.ASTERISK_ETC_DIR);
    restart.status = 'restarting';
    await this.show(restart);
    this.log.warn({ when: restart.when }, 'Asterisk is being restarted');
    await (restart.when === 'now' ? control.restartNow() : control.restartWhenConvenient());
    if (!(await this.until(() => this.isAnew(before) || this.isDown(), goneWithinMs))) {
      await control.abortShutdown();
      if (restart.when === 'now') throw new Refused('Asterisk did not end.');
      restart.status = 'waiting';
      await this.show(restart);
      return false;
    }
    if (!(await this.until(() => this.isAnew(before), backWithinMs))) {
      throw new Refused(`Asterisk has not come back within ${backWithinMs / 1000} s.`);
    }
    await this.show(null);
    return true;
  }

  private isDown(): boolean {
    return this.asterisk.status.status === 'down';
  }

  private isAnew(before: string | undefined): boolean {
    return !this.isDown() && this.asterisk.facts?.startedAt !== before;
  }

  private startedAfter(time: string): boolean {
    const started = this.isDown() ? undefined : this.asterisk.facts?.startedAt;
    return started !== undefined && Date.parse(started) > Date.parse(time);
  }

  private async isDue(when: RestartWhen): Promise<boolean> {
    const canTell = !this.isDown() && this.port.installed !== null && (await this.applier.isSettled());
    return canTell && (when === 'now' || (await this.isIdle()));
  }

  private async isIdle(): Promise<boolean> {
    try {
      return (await this.asterisk.rest.channels()).length === 0;
    } catch (error) {
      if (error instanceof AsteriskError) return false;
      throw error;
    }
  }

  private async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
      if (condition()) return true;
      await pause(everyMs / 5, undefined, { signal: this.ended.signal });
    }
    return condition();
  }

  /** @throws Refused when Asterisk would come back without its configuration or without its port. */
  private async assertWouldWork(): Promise<void> {
    if (!(await this.applier.isSettled())) throw new Refused('A change of the configuration is under way.');
    const [{ installed, running }, next] = [this.port, await this.port.next()];
    if (installed === null || next === null) throw new Refused('What this node was installed with is not known.');
    const taken = next !== running && !(await isPortFree(installed.sipAddress, next));
    if (taken) throw new Refused(`Port ${next} of ${installed.sipAddress} is taken by another program.`);
  }

  private failed(restart: Restart, error: unknown): void {
    if (this.ended.signal.aborted) return;
    const said = error instanceof Refused || error instanceof AsteriskError;
    const reason = said ? error.message : 'It could not be done; the log of the agent says more.';
    this.log.error({ reason, ...(said ? {} : { err: error }) }, 'Asterisk was not restarted');
    if (this.restart !== restart) return;
    this.show({ ...restart, status: 'failed', reason }).catch(() => undefined);
  }

  private async show(restart: Restart | null): Promise<void> {
    this.restart = restart;
    // Who asked sees it at once, unless the database is slow or away.
    await Promise.race([this.health.tell(), pause(toldWithinMs)]);
  }
}

const refused = (code: 'conflict' | 'not_found' | 'asterisk_unavailable', detail: string): CommandResult => ({
  ok: false,
  code,
  detail,
});
