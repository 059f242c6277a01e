import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AsteriskControl, AsteriskUnavailable } from '@trunkline/asterisk';

/** A directory that asterisk.conf names, such as `astlogdir`; null when it does not. */
export async function asteriskDir(
  etcDirectory: string,
  name: 'astlogdir' | 'astrundir' | 'astspooldir',
): Promise<string | null> {
  const conf = await readFile(join(etcDirectory, 'asterisk.conf'), 'utf8').catch(() => '');
  return new RegExp(`^\\s*${name}\\s*=>?\\s*(\\S+)`, 'm').exec(conf)?.[1] ?? null;
}

/** The control socket of the Asterisk whose configuration lies there. @throws AsteriskUnavailable when it is not known. */
export async function asteriskControl(etcDirectory: string): Promise<AsteriskControl> {
  const directory = await asteriskDir(etcDirectory, 'astrundir');
  if (directory === null) throw new AsteriskUnavailable('The control socket of Asterisk is not known.');
  return new AsteriskControl(join(directory, 'asterisk.ctl'));
}
