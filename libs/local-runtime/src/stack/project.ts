import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the work tree, found from this file: it runs both from its source and from dist. */
export function projectDir(from = dirname(fileURLToPath(import.meta.url))): string {
  const file = join(from, 'package.json');
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'trunkline') return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('this program does not lie in a work tree of Trunkline');
  return projectDir(parent);
}
