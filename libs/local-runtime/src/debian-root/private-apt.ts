import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Makes an apt of its own below `dir`, with an empty package status and one source, and returns the options that
 * make apt-get use it. The machine's packages and sources are neither read nor changed.
 */
export async function privateApt(dir: string, mirror: string, suite: string): Promise<string[]> {
  const at = (name: string) => join(dir, name);
  const folders = ['state/lists/partial', 'cache/archives/partial', 'sources.d', 'preferences.d'];
  for (const folder of folders) await mkdir(at(folder), { recursive: true });
  await writeFile(at('status'), '');
  await writeFile(at('sources.list'), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
  const settings = {
    'Dir::State': at('state'),
    'Dir::State::Lists': at('state/lists'),
    'Dir::State::status': at('status'),
    'Dir::Cache': at('cache'),
    'Dir::Etc::sourcelist': at('sources.list'),
    'Dir::Etc::sourceparts': at('sources.d'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': at('preferences.d'),
    'Acquire::Check-Valid-Until': 'false',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    // Root's apt would hand the download to the user _apt, who may not write here.
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
    // The machine may keep no archives after an install; here they are what makes an interrupted download resumable.
    'Binary::apt-get::APT::Keep-Downloaded-Packages': 'true',
    'Dpkg::Use-Pty': 'false',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
