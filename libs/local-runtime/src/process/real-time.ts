import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { SpawnSpec } from '../debian-root/run-in-root.js';
import { isAlive } from './lock.js';
import { run } from './run.js';

/** Priorities of SCHED_RR (sched(7)): Asterisk takes its own (`highpriority`), and whatever we do, a call comes first. */
const ASTERISK = '10';
const OURS = '9';
const LAST = '1';

let allowed: boolean | undefined;

/** Whether this machine lets us give real-time priority (root, CAP_SYS_NICE or RLIMIT_RTPRIO). */
export function isRealTimeAllowed(): boolean {
  allowed ??= spawnSync('chrt', ['--rr', ASTERISK, 'true']).status === 0;
  return allowed;
}

/** The policy of a thread (proc(5), field 41): 2 is SCHED_RR. */
async function policyOf(thread: string): Promise<string | undefined> {
  const stat = await readFile(`/proc/${thread}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38];
}

/**
 * Gives the thread that works out the states of devices the lowest real-time priority, where Asterisk has real-time priority:
 * it goes through all channels of an endpoint each time one of them changes (docs/adr/0036). `threads`: what Asterisk's CLI
 * answers to `core show threads`, with the ids that the kernel knows them by.
 */
export async function deviceStatesAfterCalls(threads: string): Promise<void> {
  const thread = /(\d+) do_devstate_changes /.exec(threads)?.[1];
  if (!thread) throw new Error('core show threads lists no do_devstate_changes');
  if ((await policyOf(thread)) === '2') await run('chrt', ['--rr', '--pid', LAST, thread]);
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
