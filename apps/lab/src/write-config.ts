import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAsteriskConfig } from '@trunkline/local-runtime';

const usage = `usage: write-config --templates DIR --etc DIR [--values FILE] [--set NAME=VALUE]… [--set-file NAME=PATH]…`;

/** Splits `NAME=rest`; names are those of placeholders. */
function pair(text: string): [name: string, rest: string] {
  const match = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(text);
  if (!match?.[1]) throw new Error(`${JSON.stringify(text.slice(0, 40))} is not NAME=VALUE`);
  return [match[1], match[2] ?? ''];
}

const valueLines = (text: string) => text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));

/**
 * Writes the configuration folder of one Asterisk from a template folder. Values come from a file of `NAME=VALUE`
 * lines, then from `--set`; `--set-file` names a file that holds a secret, so that it stands in no command line.
 */
export async function writeConfig(args: readonly string[]): Promise<void> {
  const { values: given } = parseArgs({
    args: [...args],
    options: {
      templates: { type: 'string' },
      etc: { type: 'string' },
      values: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      'set-file': { type: 'string', multiple: true, default: [] },
    },
  });
  if (!given.templates || !given.etc) throw new Error(usage);
  const lines = given.values ? valueLines(await readFile(given.values, 'utf8')) : [];
  const secrets = given['set-file'].map(async (text) => {
    const [name, path] = pair(text);
    return [name, (await readFile(path, 'utf8')).replace(/\r?\n$/, '')] as const;
  });
  const values = Object.fromEntries([...lines.map(pair), ...given.set.map(pair), ...(await Promise.all(secrets))]);
  await writeAsteriskConfig({ templateDir: given.templates, etcDir: given.etc, values });
  console.log(`wrote ${given.etc}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Also a program of its own: the compose images run it without the rest of the lab.
  await writeConfig(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
