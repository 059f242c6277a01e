import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { SpawnSpec } from '../debian-root/run-in-root.js';
import { isAlive } from './lock.js';
import { run } from './run.js';

/** Priorities of SCHED_RR (sched(7)): Asterisk takes its own (`highpriority`), and whatever we do, a call comes first. */
const ASTERISK = '10';
const OURS = '9';

let allowed: boolean | undefined;

/** Whether this machine lets us give real-time priority (root, CAP_SYS_NICE or RLIMIT_RTPRIO). */
export function isRealTimeAllowed(): boolean {
  allowed ??= spawnSync('chrt', ['--rr', ASTERISK, 'true']).status === 0;
  return allowed;
}

/** The same program with real-time priority, which everything it starts has too. */
export function inRealTime({ command, args }: SpawnSpec): SpawnSpec {
  return { command: 'chrt', args: ['--rr', OURS, command, ...args] };
}

/**
 * Gives it to a process that runs, to its children, and to what they start from then on. Not one may be left out of a
 * Postgres: it would wait for the processor while it holds what the others wait for.
 */
export async function giveRealTime(pid: number): Promise<void> {
  const give = (each: number) => run('chrt', ['--all-tasks', '--rr', '--pid', OURS, String(each)]);
  // Those that it starts from here on have it from the beginning.
  await give(pid);
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  for (const child of children.split(' ').filter(Boolean).map(Number))
    await give(child).catch((error: unknown) => {
      if (isAlive(child)) throw error;
    });
}
