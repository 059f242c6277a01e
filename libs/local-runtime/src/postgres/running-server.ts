import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../process/lock.js';

/** What postmaster.pid says of the server of a data directory. */
export interface PidFile {
  pid: number;
  port: number;
  host: string;
  /** `ready`, `starting`, `stopping`, `standby`. */
  status: string;
}

/** Reads postmaster.pid (lines: pid, directory, start time, port, socket directory, address, shared memory, status). */
export async function readPidFile(path: string): Promise<PidFile | null> {
  const lines = await readFile(path, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), host: (lines[5] ?? '').trim(), status: (lines[7] ?? '').trim() };
}

/** The server that runs on this data directory, left behind by a launcher that was killed; null when none runs. */
export async function findRunningServer(pidFile: string): Promise<PidFile | null> {
  const found = await readPidFile(pidFile);
  if (found === null || !isAlive(found.pid) || !(await isPostgres(found.pid))) return null;
  return found;
}

/** A pid file may name a process that has nothing to do with Postgres, after a restart of the machine. */
async function isPostgres(pid: number): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => null);
  if (program !== null) return program.includes('postgres');
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null ? process.platform !== 'linux' : command.includes('postgres');
}

/** Resolves true once the process is gone, false after `timeoutMs`. */
export async function untilGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await delay(20)) {
    if (!(await lives(pid))) return true;
  }
  return !(await lives(pid));
}

/** Resolves once a process that is not our child is gone. Keeps nobody from ending. */
export async function watchForeign(pid: number): Promise<void> {
  while (await lives(pid)) await delay(200, undefined, { ref: false });
}

/** A zombie, whose parent has not asked yet, is gone. */
async function lives(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat === null ? process.platform !== 'linux' && isAlive(pid) : !/\) Z /.test(stat);
}
