import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../process/run.js';

/** The Debian main archive among `REPO_URI` values of apt: its path ends with `/debian`. Null when there is none. */
export function chooseArchive(uris: readonly string[]): string | null {
  const found = uris.find((uri) => /^(?:https?|file|copy|mirror\+\w+):.*\/debian\/?$/.test(uri.trim()));
  return found ? `${found.trim().replace(/\/+$/, '')}/` : null;
}

/** Repository addresses named in a one-line `sources.list` or a deb822 `.sources` text (sources.list(5)). */
export function urisOfSources(text: string): string[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  return lines.flatMap((line) => {
    const oneLine = /^\s*deb(?:-src)?\s+(?:\[[^\]]*\]\s*)?(\S+)/.exec(line)?.[1];
    const deb822 = /^URIs:\s*(.+)$/i.exec(line)?.[1];
    return deb822 ? deb822.trim().split(/\s+/) : oneLine ? [oneLine] : [];
  });
}

async function sourcesOnDisk(etcApt: string): Promise<string[]> {
  const parts = await readdir(join(etcApt, 'sources.list.d')).catch(() => []);
  const names = ['sources.list', ...parts.filter((n) => /\.(list|sources)$/.test(n)).map((n) => `sources.list.d/${n}`)];
  const texts = await Promise.all(names.map((name) => readFile(join(etcApt, name), 'utf8').catch(() => '')));
  return texts.flatMap(urisOfSources);
}

/**
 * Address of the Debian archive, as this machine's own apt sources name it, so that local mirrors and proxies are
 * respected. @throws Error when they name none, as on a machine that is not Debian.
 */
export async function debianMirror(etcApt = '/etc/apt'): Promise<string> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)']).catch(() => ({ stdout: '' }));
  const archive = chooseArchive(targets.stdout.split('\n')) ?? chooseArchive(await sourcesOnDisk(etcApt));
  if (archive) return archive;
  throw new Error(
    "apt's sources name no Debian archive (an address that ends with /debian) to get Asterisk from. " +
      'Add one, or install Asterisk 22.10.1 or newer, below 23, yourself.',
  );
}
