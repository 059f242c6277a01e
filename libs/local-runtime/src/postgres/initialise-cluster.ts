import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresPaths } from './paths.js';
import { own, type RunAs } from './run-as.js';
import { runAs } from './spawn-as.js';

/** Major version of an existing cluster, null when there is none. */
export async function clusterVersion(data: string): Promise<string | null> {
  return readFile(join(data, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

/** The password of the cluster, made at first use and readable to us alone. */
export async function clusterPassword(paths: PostgresPaths): Promise<string> {
  const known = await readFile(paths.password, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  const made = randomBytes(24).toString('base64url');
  await writeFile(paths.password, `${made}\n`, { mode: 0o600, flush: true });
  return made;
}

/** Makes the cluster in a draft directory and renames it, so that an interrupted first start leaves nothing half done. */
export async function initialiseCluster(paths: PostgresPaths, password: string, user: RunAs): Promise<void> {
  const draft = `${paths.data}.draft`;
  const passwordFile = `${paths.password}.initdb`;
  await rm(draft, { recursive: true, force: true });
  // The state directory stays ours: its server may write below data only.
  await mkdir(draft, { mode: 0o700 });
  await own(draft, user, 0o700);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    await own(passwordFile, user, 0o600);
    await runAs(user, join(paths.programs, 'bin', 'initdb'), [
      `--pgdata=${draft}`,
      '--username=trunkline',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, paths.data);
}
