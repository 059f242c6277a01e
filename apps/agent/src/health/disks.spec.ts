import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { disksOf } from './disks.js';

it('tells a file system once, with all that lies on it, and leaves out a folder that is not there', async () => {
  const spool = mkdtempSync(join(tmpdir(), 'disks-'));
  const [disk, ...others] = await disksOf({ spool, state: spool, configuration: join(spool, 'none') });
  expect([disk?.holds, others]).toEqual([['spool', 'state'], []]);
  expect(disk?.freeBytes).toBeGreaterThan(0);
  expect(disk?.totalBytes).toBeGreaterThan(disk?.freeBytes ?? 0);
});
