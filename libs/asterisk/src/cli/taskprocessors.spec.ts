import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askTaskprocessors } from './taskprocessors.js';

const answer = `Processor                                                    Processed   In Queue  Max Depth  Low water High water
cel/engine-00000003                                               1204       1731       1731        450        500
pjsip/default-00000010                                               8          0          1        450        500

2 taskprocessors
`;

let directory: string;
let server: Server;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ctl-'));
});
afterEach(() => {
  server?.close();
  rmSync(directory, { recursive: true });
});

async function listen(says: string | null): Promise<string> {
  const path = join(directory, 'asterisk.ctl');
  server = createServer((socket) => {
    socket.write('pbx/1/22.10.1\n');
    socket.on('error', () => undefined);
    socket.on('data', (asked) => {
      expect(String(asked)).toBe('cli quit after core show taskprocessors\0');
      if (says !== null) socket.end(says);
    });
  });
  await once(server.listen(path), 'listening');
  return path;
}

it('tells how much waits in each queue', async () => {
  expect(await askTaskprocessors(await listen(answer))).toEqual([
    { name: 'cel/engine-00000003', waiting: 1731 },
    { name: 'pjsip/default-00000010', waiting: 0 },
  ]);
});

it('given nobody listens or answers, then it fails within its time', async () => {
  await expect(askTaskprocessors(join(directory, 'nothing'))).rejects.toThrow();
  await expect(askTaskprocessors(await listen(null), 50)).rejects.toThrow('does not tell its queues');
});
