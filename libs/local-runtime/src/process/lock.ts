import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether a process with this id exists, also when it is not ours. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.write(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds a lock file, null when nobody does or its holder died. */
export async function lockHolder(path: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
  return Number.isInteger(pid) && isAlive(pid) ? pid : null;
}

/**
 * Takes a lock file that names its holder; a lock left by a dead process is taken over.
 * Resolves with its release, or null when another live process holds it for longer than `waitMs`.
 */
export async function takeLock(path: string, waitMs = 0): Promise<(() => Promise<void>) | null> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await tryCreate(path)) return () => rm(path, { force: true });
    if ((await lockHolder(path)) === null) {
      // An empty file may be a lock being written just now, so look twice before taking it over.
      await delay(50);
      if ((await lockHolder(path)) === null) await rm(path, { force: true });
      continue;
    }
    if (Date.now() >= deadline) return null;
    await delay(100);
  }
}
