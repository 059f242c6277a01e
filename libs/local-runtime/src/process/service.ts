import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SpawnSpec } from '../debian-root/run-in-root.js';
import { isAlive } from './lock.js';

/** One long-running program: how to start it and how to see that it is ready. */
export interface ServiceSpec {
  name: string;
  spawn: SpawnSpec;
  /** What is added to the environment, asked at each start. */
  env?: () => NodeJS.ProcessEnv;
  cwd?: string;
  /** Everything the program writes is appended here. */
  logFile: string;
  /** Resolves when the program can be used; aborted when it ends before. */
  ready?: (signal: AbortSignal) => Promise<void>;
  /** Runs before each start, also before the restart after a crash. */
  prepare?: () => Promise<void>;
  /** Where the program writes its process id, for the case that the spawned process is not the program (sudo). */
  pidFile?: string;
  stopTimeoutMs?: number;
  /** Start it again when it ends by itself. */
  restart?: boolean;
  say?: (message: string) => void;
}

const backoffMs = [200, 500, 1000, 2000, 5000, 10_000, 30_000];
const stableAfterMs = 60_000;

/**
 * A supervised program that can be started, stopped and signalled by itself. After a crash it is started again with
 * growing pauses, and says so; `stop()` ends it politely, then by force.
 */
export class Service {
  #child: ChildProcess | null = null;
  #closed: Promise<void> = Promise.resolve();
  #wanted = false;
  #crashes = 0;
  #starting: Promise<void> | null = null;
  #abandonRestart = new AbortController();

  constructor(readonly spec: ServiceSpec) {}

  get name(): string {
    return this.spec.name;
  }

  /** Process id of the program, null when it does not run. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the program and resolves when it is ready. Does nothing when it runs already. */
  start(): Promise<void> {
    if (this.#child) return this.#starting ?? Promise.resolve();
    this.#wanted = true;
    this.#abandonRestart = new AbortController();
    this.#starting ??= this.#launch().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** Ends the program: SIGTERM, and SIGKILL after `stopTimeoutMs` (10 s). Resolves when it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#wanted = false;
    this.#abandonRestart.abort();
    if (this.#child) await this.#end(signal);
    // A start that was under way notices that it is not wanted any more.
    await this.#starting?.catch(() => undefined);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    await this.#send('SIGCONT');
    await this.#send(signal);
    const gone = this.#closed.then(() => true);
    const late = delay(this.spec.stopTimeoutMs ?? 10_000, false, { ref: false });
    if (await Promise.race([gone, late])) return;
    this.spec.say?.(`${this.name} did not stop in time and was killed`);
    await this.#send('SIGKILL');
    await this.#closed;
  }

  /** Sends a signal and nothing else: a killed program is restarted when `restart` is set, a stopped one stays. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    await this.#send(signal);
  }

  /** Resolves when the program that runs now has ended. */
  ended(): Promise<void> {
    return this.#closed;
  }

  async #send(signal: NodeJS.Signals): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    const written = this.spec.pidFile
      ? Number.parseInt(await readFile(this.spec.pidFile, 'utf8').catch(() => ''), 10)
      : pid;
    const target = this.spec.spawn.command === 'sudo' && isAlive(written) ? written : pid;
    try {
      process.kill(target, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  async #launch(): Promise<void> {
    const { spec } = this;
    await spec.prepare?.();
    await mkdir(dirname(spec.logFile), { recursive: true });
    if (!this.#wanted) throw new Error(`${spec.name} was told to stop before it was started`);
    const log = openSync(spec.logFile, 'a', 0o600);
    // A process group of its own, so that Ctrl-C in the terminal reaches the lab alone, which then stops all in order.
    const child = spawn(spec.spawn.command, spec.spawn.args, {
      env: { ...process.env, ...spec.env?.() },
      cwd: spec.cwd,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const gone = new AbortController();
    this.#child = child;
    this.#closed = new Promise((resolve) => {
      const end = (reason: string) => {
        if (this.#child !== child) return;
        this.#child = null;
        gone.abort(new Error(`${spec.name} ended before it was ready (${reason}); see ${spec.logFile}`));
        resolve();
        this.#onEnd(reason, Date.now() - startedAt);
      };
      child.on('error', (error) => end(error.message));
      child.on('exit', (code, signal) => end(signal ? `by ${signal}` : `exit code ${code}`));
    });
    const startedAt = Date.now();
    await spec.ready?.(gone.signal);
    gone.signal.throwIfAborted();
  }

  #onEnd(reason: string, ranMs: number): void {
    if (!this.#wanted || !this.spec.restart || this.#starting) return;
    this.#crashes = ranMs > stableAfterMs ? 0 : this.#crashes;
    const pause = backoffMs[Math.min(this.#crashes, backoffMs.length - 1)] ?? 30_000;
    this.#crashes += 1;
    this.spec.say?.(`${this.name} ended (${reason}); starting it again in ${pause / 1000} s`);
    this.#restartAfter(pause).catch((error: unknown) => {
      this.spec.say?.(`${this.name} could not be started again: ${error instanceof Error ? error.message : error}`);
      this.#onEnd('failed restart', 0);
    });
  }

  async #restartAfter(pauseMs: number): Promise<void> {
    const { signal } = this.#abandonRestart;
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    if (!this.#wanted || this.#child) return;
    await this.start();
    this.spec.say?.(`${this.name} runs again`);
  }
}
