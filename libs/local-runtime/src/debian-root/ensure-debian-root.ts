import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLock } from '../process/lock.js';
import { run } from '../process/run.js';
import { findEnterMode } from './enter.js';
import { finishRoot, keepRoot } from './finish-root.js';
import { debianMirror } from './mirror.js';
import { privateApt } from './private-apt.js';
import type { ProgramRoot } from './run-in-root.js';

/** A root of Debian packages that is complete. */
export interface DebianRoot extends ProgramRoot {
  readonly path: string;
  readonly suite: string;
}

/** What root to make. The first suite that `accept` is content with is kept. */
export interface DebianRootRequest {
  stateDir: string;
  name: string;
  suites: readonly string[];
  packages: readonly string[];
  onProgress?: (message: string) => void;
  /** Throws with a reason when the finished root is not good enough, so that the next suite is tried. */
  accept?: (root: DebianRoot) => Promise<void>;
}

// What programs of any package expect to be there: a shell, coreutils, setpriv.
const always = ['base-files', 'base-passwd', 'coreutils', 'dash', 'util-linux', 'ca-certificates'];
// Part of the folder's name: a change of the recipe makes a new root instead of changing one in use.
const recipe = 1;
const marker = '.trunkline-root.json';

/**
 * Makes a directory with the programs of Debian packages, without installing anything on the machine: packages are
 * downloaded by a private apt and unpacked, their scripts never run. Works as any user. An interrupted download is
 * resumed; a finished root is reused (recognised by its marker, which is written last).
 */
export async function ensureDebianRoot(request: DebianRootRequest): Promise<DebianRoot> {
  const enter = await findEnterMode();
  const roots = join(request.stateDir, 'roots');
  const key = createHash('sha256')
    .update(JSON.stringify([recipe, request.suites, request.packages]))
    .digest('hex');
  const path = join(roots, `${request.name}-${key.slice(0, 8)}`);
  const finished = await readRoot(path, enter);
  if (finished) return finished;
  const release = await takeLock(`${path}.lock`, 15 * 60_000);
  if (!release) throw new Error(`another process has been making ${path} for 15 minutes; remove ${path}.lock if not`);
  try {
    return (await readRoot(path, enter)) ?? (await firstGoodSuite(request, path, enter));
  } finally {
    await release();
  }
}

async function readRoot(path: string, enter: ProgramRoot['enter']): Promise<DebianRoot | null> {
  const text = await readFile(join(path, marker), 'utf8').catch(() => null);
  if (text === null) return null;
  await keepRoot(path).catch((error: NodeJS.ErrnoException) => {
    // A root that another user made: they keep it up to date.
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
  });
  return { path, enter, suite: String(JSON.parse(text).suite) };
}

async function firstGoodSuite(
  request: DebianRootRequest,
  path: string,
  enter: ProgramRoot['enter'],
): Promise<DebianRoot> {
  const refusals: string[] = [];
  for (const suite of request.suites) {
    const partial = `${path}.partial`;
    try {
      await unpack(request, suite, partial);
      const root = { path: partial, enter, suite };
      await request.accept?.(root);
      await writeFile(join(partial, marker), `${JSON.stringify({ suite, packages: request.packages })}\n`);
      await rename(partial, path);
      // The archives were kept for a download that is interrupted; now they would only take space.
      await rm(aptFolder(request, suite), { recursive: true, force: true });
      return { ...root, path };
    } catch (error) {
      refusals.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
      request.onProgress?.(`${request.name}: Debian ${refusals.at(-1)}`);
      await rm(partial, { recursive: true, force: true });
    }
  }
  throw new Error(`could not make the private root "${request.name}": ${refusals.join('; ')}`);
}

const aptFolder = ({ stateDir, name }: DebianRootRequest, suite: string) => join(stateDir, 'apt', `${name}-${suite}`);

async function unpack(request: DebianRootRequest, suite: string, into: string): Promise<void> {
  const say = (message: string) => request.onProgress?.(`${request.name}: ${message}`);
  const mirror = process.env.TRUNKLINE_DEBIAN_MIRROR ?? (await debianMirror());
  const aptDir = aptFolder(request, suite);
  const apt = await privateApt(aptDir, mirror, suite);
  say(`reading the package lists of Debian ${suite}`);
  await run('apt-get', [...apt, '-q', 'update', '--error-on=any']).catch(async () => {
    // apt before 2.1 has no --error-on; the download below fails clearly when the lists are missing.
    await run('apt-get', [...apt, '-q', 'update']);
  });
  const install = [...apt, '-q', '-y', '--no-install-recommends', 'install', ...always, ...request.packages];
  const archives = join(aptDir, 'cache/archives');
  const wanted = await packageFiles(install, join(aptDir, 'nothing'));
  say(`downloading ${wanted.length} packages`);
  await download(install, wanted.length, say);
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true, mode: 0o755 });
  const files = (await readdir(archives)).filter((file) => wanted.includes(file));
  // base-files holds the links /bin -> usr/bin …, which must be there before anything is unpacked through them.
  files.sort((a, b) => Number(b.startsWith('base-files_')) - Number(a.startsWith('base-files_')) || a.localeCompare(b));
  for (const [done, file] of files.entries()) {
    if (done % 25 === 0) say(`unpacking ${done}/${files.length}`);
    await run('dpkg-deb', ['-x', join(archives, file), into]);
  }
  await finishRoot(into);
}

/** Names of all archives. apt leaves out those that it has, so it is shown a folder where it has `none`. */
async function packageFiles(install: string[], none: string): Promise<string[]> {
  await mkdir(join(none, 'partial'), { recursive: true });
  const { stdout } = await run('apt-get', [...install, '-o', `Dir::Cache::archives=${none}`, '--print-uris']);
  return stdout.split('\n').flatMap((line) => /^'[^']+' (\S+\.deb) /.exec(line)?.[1] ?? []);
}

async function download(install: string[], total: number, say: (message: string) => void): Promise<void> {
  let fetched = 0;
  const onLine = (line: string) => {
    if (line.startsWith('Get:') && ++fetched % 25 === 0) say(`downloading ${fetched}/${total}`);
  };
  await run('apt-get', [...install, '--download-only'], { onLine });
}
