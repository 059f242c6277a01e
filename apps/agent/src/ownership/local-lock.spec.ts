import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LocalLock, placeOf } from './local-lock.js';

const folder = () => mkdtempSync(join(tmpdir(), 'tl-lock-'));

it('is held by one at a time, of one node and one folder', async () => {
  const dir = folder();
  const first = new LocalLock(placeOf(dir, 'node-1'));
  const second = new LocalLock(placeOf(dir, 'node-1'));
  const other = new LocalLock(placeOf(dir, 'node-2'));
  expect([await first.take(), await second.take(), await other.take()]).toEqual([true, false, true]);
  await first.release();
  expect([await second.take(), await first.take()]).toEqual([true, false]);
  await Promise.all([second.release(), other.release()]);
});

it('is free as soon as its process was killed', async () => {
  const place = placeOf(folder(), 'node-1');
  const script = `require('node:net').createServer().listen('\\0trunkline-agent-${place}', () => console.log('held'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const lock = new LocalLock(place);
  expect(await lock.take()).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await lock.take()).toBe(true);
  await lock.release();
});
