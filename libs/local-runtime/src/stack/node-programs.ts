import { join } from 'node:path';
import { untilParentDies } from '../debian-root/run-in-root.js';
import { logTail } from '../process/log-tail.js';
import { inRealTime } from '../process/real-time.js';
import { run } from '../process/run.js';
import { Service } from '../process/service.js';
import { waitFor } from '../process/wait-for.js';

/** A program of ours from dist, with its settings. */
export interface NodeProgram {
  name: string;
  /** Its entry file below dist. */
  entry: string;
  projectDir: string;
  logDir: string;
  /** Asked at each start, because the database's URL is known late. */
  env: () => NodeJS.ProcessEnv;
  /** Answers 200 as soon as the program listens. */
  liveUrl: string;
  realTime?: boolean;
  restart?: boolean;
  say?: (message: string) => void;
}

/** The program as a supervised service that is ready once it listens. */
export function nodeService(program: NodeProgram): Service {
  const { name, projectDir, logDir, liveUrl } = program;
  const main = join(projectDir, 'dist', program.entry);
  const logFile = join(logDir, `${name}.log`);
  const spawn = untilParentDies(process.execPath, ['--enable-source-maps', main]);
  return new Service({
    name,
    spawn: program.realTime ? inRealTime(spawn) : spawn,
    env: program.env,
    cwd: projectDir,
    logFile,
    ready: async (signal) => {
      try {
        await waitFor(`${name} to listen`, () => isLive(liveUrl), { timeoutMs: 30_000, everyMs: 25, signal });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(`${message}\n${await logTail(logFile)}`);
      }
    },
    restart: program.restart,
    say: program.say,
  });
}

async function isLive(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await answer.arrayBuffer();
  return answer.status === 200;
}

/** Runs `cli.js` of the API, resolves with what it printed. */
export async function runCli(
  projectDir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<string> {
  const { stdout } = await run(process.execPath, [join(projectDir, 'dist/apps/api/src/cli.js'), ...args], {
    env: { ...process.env, ...env },
    cwd: projectDir,
    input,
  });
  return stdout.trim();
}
