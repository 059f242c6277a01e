import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockHolder, takeLock } from './lock.js';

let dir: string;
const path = () => join(dir, 'a.lock');
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-lock-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('is held once, names its holder, and can be released', async () => {
  const release = await takeLock(path());
  expect(await lockHolder(path())).toBe(process.pid);
  expect(await takeLock(path())).toBeNull();
  await release?.();
  expect(await takeLock(path())).not.toBeNull();
});

it('is taken over from a process that is gone', async () => {
  await writeFile(path(), '4194304999\n');
  expect(await takeLock(path())).not.toBeNull();
});
