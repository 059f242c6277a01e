import { execFile, spawnSync } from 'node:child_process';
import type { SpawnSpec } from '../debian-root/run-in-root.js';

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

/** Gives it to a process that runs, and to what that starts from then on. */
export function giveRealTime(pid: number): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('chrt', ['--all-tasks', '--rr', '--pid', OURS, String(pid)], (error) =>
      error ? reject(error) : resolve(),
    );
  });
}
