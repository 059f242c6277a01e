import { chmod, chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '../process/run.js';

/** Who runs the server. Undefined ids mean: ourselves. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly name: string;
}

/** Postgres refuses root: then `postgres` runs it, else `nobody`. */
export async function serverUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { name: 'this user' };
  for (const name of ['postgres', 'nobody']) {
    const ids = await idsOf(name);
    if (ids !== null) return { ...ids, name };
  }
  throw new Error('Postgres does not run as root, and this system has neither a user postgres nor a user nobody.');
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const uid = Number((await run('id', ['-u', name])).stdout);
    const gid = Number((await run('id', ['-g', name])).stdout);
    return uid > 0 ? { uid, gid } : null;
  } catch {
    return null;
  }
}

/** Gives a path to the user of the server. */
export async function own(path: string, { uid, gid }: RunAs, mode: number): Promise<void> {
  await chmod(path, mode);
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** Throws, naming the directory, when the user of the server could not reach `path`. */
export async function assertReachable(path: string, { uid, gid, name }: RunAs): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (let at = path; ; at = dirname(at)) {
    const entry = await stat(at);
    const bit = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
    if ((entry.mode & bit) === 0) {
      throw new Error(
        `Postgres runs as ${name}, who may not enter ${at}. Choose another TRUNKLINE_STATE, or: chmod o+x ${at}`,
      );
    }
    if (dirname(at) === at) return;
  }
}
