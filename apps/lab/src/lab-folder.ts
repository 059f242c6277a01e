import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStateDir, lockHolder, prepareStack, type Stack } from '@trunkline/local-runtime';

/** What a running lab says of itself, for the other commands. */
export interface RunningLab {
  pid: number;
  url: string;
  httpPort: number;
  listen: string | null;
}

const sharedDir = defaultStateDir();
/** Where the lab keeps its data. */
export const labDir = join(sharedDir, 'lab');
/** Held by the lab that runs. */
export const lockFile = join(labDir, 'lab.lock');
const factsFile = join(labDir, 'running.json');

/** Folders of a stack that is this lab. */
export const labPlace = { stateDir: labDir, sharedDir, slot: 0 };

/** Remembers how the lab was started. */
export async function rememberLab(lab: RunningLab): Promise<void> {
  await writeFile(factsFile, `${JSON.stringify(lab)}\n`, { mode: 0o600 });
}

/** The lab that runs now, or null. */
export async function runningLab(): Promise<RunningLab | null> {
  const pid = await lockHolder(lockFile);
  if (pid === null) return null;
  const text = await readFile(factsFile, 'utf8').catch(() => 'null');
  const facts: RunningLab | null = JSON.parse(text);
  return facts && facts.pid === pid ? facts : { pid, url: '', httpPort: 0, listen: null };
}

/** The stack of the running lab, to talk to its parts. Throws a sentence when no lab runs. */
export async function stackOfRunningLab(): Promise<Stack> {
  const lab = await runningLab();
  if (!lab) throw new Error('no lab is running: start one with npm start');
  return prepareStack({ ...labPlace, httpPort: lab.httpPort || undefined, listen: lab.listen ?? undefined });
}
