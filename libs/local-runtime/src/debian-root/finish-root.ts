import { access, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { linkNameServers } from './name-servers.js';

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
  await keepRoot(root);
  await trustStore(at('usr/share/ca-certificates/mozilla'), at('etc/ssl/certs'));
}

/** What a finished root is brought up to each time it is used; one that an older version made lacks some of it. */
export async function keepRoot(root: string): Promise<void> {
  await writeNames(root);
  await linkPrompts(join(root, 'usr/share/asterisk/sounds'));
}

/** Asterisk looks for prompts in the folder of a language, `en`; a package has them by voice and has its script link one. */
async function linkPrompts(sounds: string): Promise<void> {
  const voice = (await readdir(sounds).catch(() => [])).find((name) => name.startsWith('en_'));
  const language = join(sounds, 'en');
  if (voice !== undefined && (await missing(language))) await symlink(voice, language);
}

/** Writes the machine's name, which may have changed since: without it each call would ask the name servers for it. */
async function writeNames(root: string): Promise<void> {
  const names = `localhost ${hostname()}`;
  await writeFile(join(root, 'etc/hosts'), `127.0.0.1 ${names}\n::1 ${names}\n`);
  await linkNameServers(root);
}

async function trustStore(from: string, to: string): Promise<void> {
  const names = (await readdir(from).catch(() => [])).filter((name) => name.endsWith('.crt'));
  const certificates = await Promise.all(names.map((name) => readFile(join(from, name), 'utf8')));
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'ca-certificates.crt'), certificates.join(''));
}
