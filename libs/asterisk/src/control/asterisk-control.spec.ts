import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AsteriskControl } from './asterisk-control.js';

let dir: string;
let server: Server | undefined;
let asked: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-control-'));
  asked = [];
});

afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function control({ greets, closes }: { greets: boolean; closes: boolean }): Promise<AsteriskControl> {
  const path = join(dir, 'asterisk.ctl');
  const listening = createServer({ allowHalfOpen: true }, (socket) => {
    if (greets) socket.write('host/42/22.10.1\n');
    socket.on('data', (data) => asked.push(data.toString()));
    socket.on('error', () => undefined);
    if (closes) socket.on('end', () => socket.end());
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(path, resolve));
  return new AsteriskControl(path, 100);
}

it('sends each command whole, and only its own', async () => {
  const asterisk = await control({ greets: true, closes: true });
  await asterisk.restartNow();
  await asterisk.restartWhenConvenient();
  await asterisk.abortShutdown();
  expect(asked).toEqual(['core restart now\0', 'core restart when convenient\0', 'core abort shutdown\0']);
});

it('does not wait for a command that waits', async () => {
  await (await control({ greets: true, closes: false })).restartWhenConvenient();
  expect(asked).toEqual(['core restart when convenient\0']);
});

it('rejects when nobody listens, and when nobody greets', async () => {
  await expect(new AsteriskControl(join(dir, 'none')).restartNow()).rejects.toThrow('ENOENT');
  const silent = await control({ greets: false, closes: false });
  await expect(silent.restartNow()).rejects.toThrow('it does not answer');
  expect(asked).toEqual([]);
});
