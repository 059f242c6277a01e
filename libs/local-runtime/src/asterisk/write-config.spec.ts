import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillTemplate, generatedFiles, writeAsteriskConfig } from './write-config.js';

describe('fillTemplate', () => {
  it('replaces every placeholder', () => {
    expect(fillTemplate('bind = @@A@@:@@PORT_1@@ ; @@A@@', { A: '127.0.0.1', PORT_1: 5060 }, 'x.conf')).toBe(
      'bind = 127.0.0.1:5060 ; 127.0.0.1',
    );
  });

  it('names the placeholder that has no value, and its file', () => {
    expect(() => fillTemplate('@@NOPE@@', {}, 'x.conf')).toThrow('x.conf: there is no value for @@NOPE@@');
  });

  it.each(['a\nb', 'a\rb', 'a\0b', 'a;b', '[x]', 'a\tb', '\x7f'])('refuses the value %j', (value) => {
    expect(() => fillTemplate('@@A@@', { A: value }, 'x.conf')).toThrow('the value of @@A@@ holds a character');
  });
});

describe('writeAsteriskConfig', () => {
  let dir: string;
  const options = () => ({ templateDir: join(dir, 'in'), etcDir: join(dir, 'etc'), values: { A: 'one' } });
  const link = (name: string) => readlink(join(dir, 'etc/generated', name));

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tl-config-'));
    await mkdir(join(dir, 'in'));
    await writeFile(join(dir, 'in/a.conf'), 'a = @@A@@\n#include generated/current/extensions.conf\n');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('writes the files and an empty revision 0 that is proven', async () => {
    await writeAsteriskConfig(options());
    expect(await readFile(join(dir, 'etc/a.conf'), 'utf8')).toContain('a = one');
    expect([await link('current'), await link('proven')]).toEqual(['rev-0', 'rev-0']);
    expect((await readdir(join(dir, 'etc/generated/rev-0'))).sort()).toEqual([...generatedFiles].sort());
  });

  it('sets current back to what Asterisk accepted last', async () => {
    await writeAsteriskConfig(options());
    await mkdir(join(dir, 'etc/generated/rev-7'));
    await rm(join(dir, 'etc/generated/current'));
    await symlink('rev-7', join(dir, 'etc/generated/current'));
    await writeAsteriskConfig(options());
    expect(await link('current')).toBe('rev-0');
  });

  it('adds what a revision of an older version lacks, and leaves the rest of it alone', async () => {
    await writeAsteriskConfig(options());
    const file = (name: string) => join(dir, 'etc/generated/rev-0', name);
    await writeFile(file('extensions.conf'), 'kept');
    await rm(file('rtp.conf'));
    await writeAsteriskConfig(options());
    expect(await readFile(file('extensions.conf'), 'utf8')).toBe('kept');
    expect(await readFile(file('rtp.conf'), 'utf8')).toBe('; Nothing is configured yet.\n');
  });

  it('begins anew when the proven revision is gone', async () => {
    await mkdir(join(dir, 'etc/generated'), { recursive: true });
    await symlink('rev-9', join(dir, 'etc/generated/proven'));
    await writeAsteriskConfig(options());
    expect(await link('proven')).toBe('rev-0');
  });

  it('writes nothing when one file cannot be filled', async () => {
    await writeFile(join(dir, 'in/b.conf'), '@@MISSING@@');
    await expect(writeAsteriskConfig(options())).rejects.toThrow('@@MISSING@@');
    await expect(readdir(join(dir, 'etc'))).rejects.toThrow('ENOENT');
  });

  it('removes a file whose template is gone', async () => {
    await writeAsteriskConfig(options());
    await rm(join(dir, 'in/a.conf'));
    await writeFile(join(dir, 'in/c.conf'), 'c');
    await writeAsteriskConfig(options());
    expect((await readdir(join(dir, 'etc'))).filter((name) => name.endsWith('.conf'))).toEqual(['c.conf']);
  });
});
