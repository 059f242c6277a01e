import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AudioFolder } from './audio-folder.js';

const file = Buffer.from('a file that is played');
const id = createHash('sha256').update(file).digest('hex');

describe('AudioFolder', () => {
  let etc: string;
  let read: string[];
  let stored: Map<string, Buffer>;
  let folder: AudioFolder;
  const there = () => readdirSync(join(etc, 'generated/audio'));
  const revision = (name: string, dialplan: string) => {
    mkdirSync(join(etc, 'generated', name), { recursive: true });
    writeFileSync(join(etc, 'generated', name, 'extensions.conf'), dialplan);
  };
  beforeEach(() => {
    etc = mkdtempSync(join(tmpdir(), 'audio-'));
    read = [];
    stored = new Map([[id, file]]);
    folder = new AudioFolder(etc, (wanted) => {
      read.push(wanted);
      return Promise.resolve(stored.get(wanted) ?? null);
    });
  });

  it('has a file under its hash, kept from other users, and reads it once', async () => {
    expect(await folder.fill([id])).toBeNull();
    expect(await folder.fill([id])).toBeNull();
    expect(read).toEqual([id]);
    const path = join(etc, 'generated/audio', `${id}.wav16`);
    expect(readFileSync(path)).toEqual(file);
    expect(statSync(path).mode & 0o007).toBe(0);
    expect(there()).toEqual([`${id}.wav16`]);
  });

  it('names a file that is not there, and one that is another than its name says', async () => {
    const missing = 'f'.repeat(64);
    expect(await folder.fill([id, missing])).toBe(missing);
    stored.set(missing, file);
    expect(await folder.fill([missing])).toBe(missing);
    expect(there()).toEqual([`${id}.wav16`]);
  });

  it('goes on where a run was cut short', async () => {
    mkdirSync(join(etc, 'generated/audio'), { recursive: true });
    writeFileSync(join(etc, 'generated/audio', `.${id}.tmp`), 'half a');
    expect(await folder.fill([id])).toBeNull();
    expect(there()).toEqual([`${id}.wav16`]);
  });

  it('keeps what a revision on disk plays, and nothing else', async () => {
    await folder.prune();
    await folder.fill([id]);
    writeFileSync(join(etc, 'generated/audio', '.left.tmp'), '');
    revision('rev-1', `exten => _[0-9+*#]!,1,Gosub(tl-play,\${EXTEN},1(a_welcomeaaa,${id},end))\n`);
    revision('rev-2', '; nothing\n');
    await folder.prune();
    expect(there()).toEqual([`${id}.wav16`]);
    rmSync(join(etc, 'generated/rev-1'), { recursive: true });
    await folder.prune();
    expect(there()).toEqual([]);
  });
});
