/** That docker-compose.yml gives each Asterisk every value that its templates ask for, which only a container engine would find out else. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');
const compose = await read('docker-compose.yml');

/** The arguments of each command that writes the configuration of an Asterisk. */
const commands = [...compose.matchAll(/write-config\.js\n((?: +(?:- --.*|#.*)\n)+)/g)].map(([, lines = '']) =>
  [...lines.matchAll(/- --(.+)/g)].map(([, argument = '']) => argument),
);

it.each(commands.map((given) => [given.find((argument) => argument.startsWith('templates=')), given] as const))(
  '%s',
  async (templates = '', given) => {
    const folder = templates.replace('templates=', '');
    const values = given.find((argument) => argument.startsWith('values='))?.replace('values=', '') ?? '';
    const names = [...(await read(values)).matchAll(/^([A-Z]\w*)=/gm)].map(([, name]) => name);
    const known = new Set([...names, ...given.map((argument) => /^set(?:-file)?=([A-Z]\w*)=/.exec(argument)?.[1])]);
    const files = await readdir(join(root, folder));
    const texts = await Promise.all(files.map((file) => read(join(folder, file))));
    const asked = texts.flatMap((text) => [...text.matchAll(/@@([A-Z0-9_]+)@@/g)].map(([, name]) => name));
    expect(asked.length).toBeGreaterThan(5);
    expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([]);
  },
);

it('is asked of all three', () => {
  expect(commands).toHaveLength(3);
});
