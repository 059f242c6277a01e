import { existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedFiles } from '@trunkline/config-renderer';
import { beforeEach, describe, expect, it } from 'vitest';
import { onDisk } from './disk-problem.js';
import { RevisionStore } from './revision-store.js';

const files = (endpoint: string) =>
  new Map(generatedFiles.map((file) => [file, file === 'pjsip_endpoint.conf' ? endpoint : `; ${file}\n`]));

describe('RevisionStore', () => {
  let etc: string;
  let store: RevisionStore;
  beforeEach(() => {
    etc = mkdtempSync(join(tmpdir(), 'revisions-'));
    store = new RevisionStore(etc);
  });

  it('given an empty folder, then nothing is current and every file is empty', async () => {
    expect(await store.pointsTo('current')).toBeNull();
    expect([...(await store.read(null)).values()]).toEqual(generatedFiles.map(() => ''));
  });

  it('given a second revision, then unchanged files are the same file and a changed one is another', async () => {
    const first = await store.write(1, files('a\n'), null);
    const second = await store.write(2, files('b\n'), first);
    const inode = (directory: string, file: string) => statSync(join(etc, 'generated', directory, file)).ino;
    expect(inode(second, 'pjsip_aor.conf')).toBe(inode(first, 'pjsip_aor.conf'));
    expect(inode(second, 'pjsip_endpoint.conf')).not.toBe(inode(first, 'pjsip_endpoint.conf'));
    expect((await store.read(first)).get('pjsip_endpoint.conf')).toBe('a\n');
    expect(await store.read(second)).toEqual(files('b\n'));
  });

  it('given the same revision is written twice, then neither overwrites the other', async () => {
    expect([await store.write(3, files('a\n'), null), await store.write(3, files('b\n'), null)]).toEqual([
      'rev-3',
      'rev-3.2',
    ]);
  });

  it('given many revisions, when pruned, then those pointed to and the newest five stay', async () => {
    await store.point('proven', await store.write(1, files('1\n'), null));
    for (let revision = 2; revision <= 12; revision += 1) await store.write(revision, files(`${revision}\n`), null);
    await store.point('current', 'rev-12');
    await store.prune();
    const left = [];
    for (let revision = 1; revision <= 12; revision += 1) {
      const text = (await store.read(`rev-${revision}`)).get('pjsip_endpoint.conf');
      if (text !== '') left.push(revision);
    }
    expect(left).toEqual([1, 8, 9, 10, 11, 12]);
  });

  it('given a run was cut short while it wrote, when the next one writes, then nothing is left of it', async () => {
    const left = join(etc, 'generated', '.rev-1.tmp');
    mkdirSync(left, { recursive: true });
    await store.write(2, files('a\n'), null);
    expect(existsSync(left)).toBe(false);
  });

  it('given the disk refuses, then it says so in words', async () => {
    const full = onDisk('/etc', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOSPC' })));
    await expect(full).rejects.toThrow('The disk of the configuration is full (/etc).');
  });

  it('given a pointer is swapped, then it names the new directory', async () => {
    const first = await store.write(1, files('a\n'), null);
    const second = await store.write(2, files('b\n'), first);
    await store.point('current', first);
    await store.point('current', second);
    expect(await store.pointsTo('current')).toBe('rev-2');
  });

  it('keeps passwords from other users of the machine', async () => {
    const name = await store.write(1, files('a\n'), null);
    expect(statSync(join(etc, 'generated', name, 'pjsip_auth.conf')).mode & 0o007).toBe(0);
  });
});
