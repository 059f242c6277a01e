import { readFile } from 'node:fs/promises';
import { isAlive } from '../process/lock.js';
import { untilGone } from './running-server.js';

/** The postmaster and its children. Each child leads a group of its own, so a signal to the group would miss them. */
export async function serverProcesses(postmaster: number): Promise<number[]> {
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(() => '');
  return [
    postmaster,
    ...children
      .split(' ')
      .map(Number)
      .filter((pid) => pid > 0),
  ];
}

/** Freezing and thawing concern every process of the server, other signals the postmaster alone. */
export async function signalServer(postmaster: number, signal: NodeJS.Signals): Promise<void> {
  const all = signal === 'SIGSTOP' || signal === 'SIGCONT';
  for (const pid of all ? await serverProcesses(postmaster) : [postmaster]) {
    if (isAlive(pid)) process.kill(pid, signal);
  }
}

/** Fast shutdown (SIGINT), then immediate shutdown (SIGQUIT), then by force. */
export async function stopServer(postmaster: number, timeoutMs: number): Promise<void> {
  if (!isAlive(postmaster)) return;
  await signalServer(postmaster, 'SIGCONT');
  for (const [signal, patience] of [
    ['SIGINT', timeoutMs],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    await signalServer(postmaster, signal);
    if (await untilGone(postmaster, patience)) return;
  }
  throw new Error(`Postgres (pid ${postmaster}) does not end.`);
}
