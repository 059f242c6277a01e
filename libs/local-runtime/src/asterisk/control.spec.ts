import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullControlSocket } from '@trunkline/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { controlCommand } from './control.js';

let dir: string;
let server: Server;
let asked: string;
const path = () => join(dir, 'asterisk.ctl');

async function asterisk(answer: string | null) {
  server = createServer((socket) => {
    socket.write('host/42/22.10.1\n');
    socket.on('data', (data) => {
      asked = data.toString();
      if (answer !== null) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(path(), resolve));
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-ctl-'));
});
afterEach(async () => {
  server?.close();
  await rm(dir, { recursive: true, force: true });
});

it('asks in one go and gives back what was printed, without marks and greeting', async () => {
  await asterisk('\x7fAsterisk has\x01 fully booted.\nreally\n');
  expect(await controlCommand(path(), 'core waitfullybooted')).toBe('Asterisk has fully booted.\nreally');
  expect(asked).toBe('cli quit after core waitfullybooted\0');
});

it('rejects when nobody listens', async () => {
  await expect(controlCommand(path(), 'core show version')).rejects.toThrow('ENOENT');
});

it('rejects when Asterisk does not finish', async () => {
  await asterisk(null);
  await expect(controlCommand(path(), 'core show version', 50)).rejects.toThrow('did not finish "core show version"');
});

it('refuses more than one line', async () => {
  await expect(controlCommand(path(), 'core show version\0core stop now')).rejects.toThrow('one line');
});

it('waits its turn when others wait for the socket, and no longer than it may', async () => {
  const full = await fullControlSocket(path());
  try {
    await expect(controlCommand(path(), 'core show version', 100)).rejects.toThrow('EAGAIN');
    const said = controlCommand(path(), 'core show version');
    full.opened();
    expect(await said).toBe('done');
  } finally {
    full.end();
  }
});
