import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A directory that asterisk.conf names, such as `astlogdir`; null when it does not. */
export async function asteriskDir(etcDirectory: string, name: 'astlogdir' | 'astrundir'): Promise<string | null> {
  const conf = await readFile(join(etcDirectory, 'asterisk.conf'), 'utf8').catch(() => '');
  return new RegExp(`^\\s*${name}\\s*=>?\\s*(\\S+)`, 'm').exec(conf)?.[1] ?? null;
}
