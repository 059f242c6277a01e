import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { logTail } from '../process/log-tail.js';
import type { PostgresPaths } from './paths.js';
import type { RunAs } from './run-as.js';
import { readPidFile } from './running-server.js';
import { serverSettings } from './settings.js';
import { serverEnvironment } from './spawn-as.js';

/** A server process that accepts connections. */
export interface Launched {
  pid: number;
  /** Resolves when it ended; unlike polling, at once. */
  exited: Promise<void>;
  /** Lets the process wait for the end of the server; before that the server keeps nobody from ending. */
  hold(): void;
}

/** Starts the postmaster, detached: it outlives a launcher that dies. Resolves when it accepts connections. */
export async function launch(paths: PostgresPaths, user: RunAs, host: string, port: number): Promise<Launched> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launchOnce(paths, user, host, port);
    } catch (error) {
      // The children of a postmaster that was killed need a moment to see it; until then the data is theirs.
      if (tries >= 20 || !/shared memory block .* still in use/.test(String(error))) throw error;
      await delay(250);
    }
  }
}

async function launchOnce(paths: PostgresPaths, user: RunAs, host: string, port: number): Promise<Launched> {
  const log = openSync(paths.log, 'a', 0o600);
  const program = join(paths.programs, 'bin', 'postgres');
  const child = spawn(program, ['-D', paths.data, ...serverSettings(host, port)], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let end = '';
  const exited = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      end = error.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      end = signal ?? `exit ${code}`;
      resolve();
    });
  });
  for (const deadline = Date.now() + 30_000; end === '' && Date.now() < deadline; await delay(10)) {
    const state = await readPidFile(paths.pidFile);
    if (state !== null && state.pid === child.pid && state.status === 'ready')
      return { pid: state.pid, exited, hold: () => child.ref() };
  }
  throw new Error(
    `Postgres did not start (${end || 'no answer in 30 s'}). Its log ${paths.log} ends:\n${await logTail(paths.log)}`,
  );
}

/** Throws a sentence for people when somebody listens on the address already, or it is not ours to use. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program listens there' : error.message;
      reject(new Error(`Postgres cannot listen on ${host}:${port}: ${why}.`));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
