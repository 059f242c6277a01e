import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInRoot } from '../debian-root/run-in-root.js';
import { deviceStatesAfterCalls } from '../process/real-time.js';
import { Service } from '../process/service.js';
import { waitFor } from '../process/wait-for.js';
import { controlCommand } from './control.js';
import { type AsteriskProgram, programDirs } from './find-asterisk.js';
import { type TemplateValues, writeAsteriskConfig } from './write-config.js';

/** How to run one Asterisk of its own: its folder, its templates and what they are filled with. */
export interface AsteriskInstanceOptions {
  name: string;
  program: AsteriskProgram;
  /** Everything of this instance lies below: etc, lib, spool, run, log, cel. */
  dir: string;
  templateDir: string;
  values: TemplateValues;
  /** Further files to write into `etc` before each start, by name. */
  beforeStart?: (etcDir: string) => Promise<void>;
  /** Starts it as the PBX's is: its heap in huge pages where the kernel has them (ADR 35), device states after calls (ADR 36). */
  tuned?: boolean;
  restart?: boolean;
  say?: (message: string) => void;
}

/** Longest path of a Unix socket (unix(7)), less the name of Asterisk's. */
const longestRunDir = 107 - '/asterisk.ctl'.length;

/** One private Asterisk: `start()` resolves when it is fully booted. */
export class AsteriskInstance {
  readonly service: Service;
  readonly dirs: { etc: string; lib: string; spool: string; run: string; log: string; cel: string };
  readonly #options: AsteriskInstanceOptions;

  constructor(options: AsteriskInstanceOptions) {
    const at = (name: string) => join(options.dir, name);
    this.#options = options;
    this.dirs = { etc: at('etc'), lib: at('lib'), spool: at('spool'), run: at('run'), log: at('log'), cel: at('cel') };
    if (this.dirs.run.length > longestRunDir) {
      throw new Error(`the path ${this.dirs.run} is too long for a socket: set TRUNKLINE_STATE to a shorter one`);
    }
    const environment = options.tuned ? ['GLIBC_TUNABLES=glibc.malloc.hugetlb=1'] : [];
    const asterisk = ['/usr/sbin/asterisk', '-f', '-C', join(this.dirs.etc, 'asterisk.conf')];
    this.service = new Service({
      name: options.name,
      spawn: runInRoot(options.program.root, 'env', [...environment, ...asterisk], { binds: [options.dir] }),
      logFile: join(this.dirs.log, 'console.log'),
      pidFile: join(this.dirs.run, 'asterisk.pid'),
      prepare: () => this.#prepare(),
      ready: (signal) => this.#booted(signal),
      restart: options.restart,
      say: options.say,
    });
  }

  /** Starts Asterisk; resolves once it answers "fully booted". */
  start(): Promise<void> {
    return this.service.start();
  }

  /** Ends it: calls are hung up, then the process is killed if it has not gone. */
  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Runs a CLI command, such as `core show version`, and resolves with its output. */
  command(command: string, timeoutMs?: number): Promise<string> {
    return controlCommand(join(this.dirs.run, 'asterisk.ctl'), command, timeoutMs);
  }

  async #prepare(): Promise<void> {
    const { templateDir, values, beforeStart } = this.#options;
    for (const dir of Object.values(this.dirs)) await mkdir(dir, { recursive: true, mode: 0o750 });
    // Asterisk makes neither of these folders, and complains (keys) or writes no CEL without them.
    await mkdir(join(this.dirs.lib, 'keys'), { recursive: true, mode: 0o750 });
    for (const dir of ['cel-custom', 'cdr-custom']) await mkdir(join(this.dirs.log, dir), { recursive: true });
    await rm(join(this.dirs.run, 'asterisk.ctl'), { force: true });
    await rm(join(this.dirs.run, 'asterisk.pid'), { force: true });
    await writeAsteriskConfig({
      templateDir,
      etcDir: this.dirs.etc,
      values: { ...(await this.#dirValues()), ...values },
    });
    await beforeStart?.(this.dirs.etc);
  }

  async #dirValues(): Promise<TemplateValues> {
    const { etc, lib, spool, run, log, cel } = this.dirs;
    const program = await programDirs(this.#options.program);
    return {
      ...{ ETC_DIR: etc, VARLIB_DIR: lib, DB_DIR: lib, SPOOL_DIR: spool, RUN_DIR: run, LOG_DIR: log, CEL_DIR: cel },
      ...{ MODULES_DIR: program.modules, DATA_DIR: program.data },
    };
  }

  async #booted(signal: AbortSignal): Promise<void> {
    const timeoutMs = 30_000;
    const { name, tuned, say } = this.#options;
    await waitFor(
      `${name} to be fully booted`,
      async () => (await this.command('core waitfullybooted', timeoutMs)).includes('fully booted'),
      { timeoutMs, everyMs: 25, signal },
    );
    if (!tuned) return;
    const lowered = this.command('core show threads').then(deviceStatesAfterCalls);
    await lowered.catch((error: unknown) =>
      say?.(`the device states of ${name} come as early as calls: ${error instanceof Error ? error.message : error}`),
    );
  }
}
