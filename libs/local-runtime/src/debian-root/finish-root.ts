import { access, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const missing = (path: string) =>
  access(path).then(
    () => false,
    () => true,
  );

/** Does by hand the little that the packages' own scripts would do, and that programs in the root rely on. */
export async function finishRoot(root: string): Promise<void> {
  const at = (path: string) => join(root, path);
  for (const dir of ['proc', 'dev', 'sys', 'tmp', 'run', 'etc', 'var/tmp']) await mkdir(at(dir), { recursive: true });
  for (const file of ['passwd', 'group']) {
    if (await missing(at(`etc/${file}`))) await copyFile(at(`usr/share/base-passwd/${file}.master`), at(`etc/${file}`));
  }
  if (await missing(at('usr/bin/sh'))) await symlink('dash', at('usr/bin/sh'));
  await writeNames(root);
  await trustStore(at('usr/share/ca-certificates/mozilla'), at('etc/ssl/certs'));
}

/**
 * Writes the machine's name, which may have changed since, and no name server into a root: Asterisk would otherwise
 * wait for a DNS time-out in every call.
 */
export async function writeNames(root: string): Promise<void> {
  await writeFile(join(root, 'etc/hosts'), `127.0.0.1 localhost ${hostname()}\n::1 localhost\n`);
  await writeFile(join(root, 'etc/resolv.conf'), '');
}

async function trustStore(from: string, to: string): Promise<void> {
  const names = (await readdir(from).catch(() => [])).filter((name) => name.endsWith('.crt'));
  const certificates = await Promise.all(names.map((name) => readFile(join(from, name), 'utf8')));
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'ca-certificates.crt'), certificates.join(''));
}
