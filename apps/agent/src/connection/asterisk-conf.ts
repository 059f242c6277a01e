import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A directory that Asterisk's own asterisk.conf names, null when it cannot be told. */
export async function asteriskDirectory(etcDirectory: string, name: 'astlogdir' | 'astrundir'): Promise<string | null> {
  const conf = await readFile(join(etcDirectory, 'asterisk.conf'), 'utf8').catch(() => '');
  return new RegExp(`^\\s*${name}\\s*=>?\\s*(\\S+)`, 'm').exec(conf)?.[1] ?? null;
}
