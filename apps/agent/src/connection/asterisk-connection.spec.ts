import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsteriskControl, EventRelay } from '@trunkline/asterisk';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { AsteriskConnection } from './asterisk-connection.js';

const host = '127.0.153.2';
const ports = { asteriskPort: 18_091, agentPort: 18_094 };
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent } as unknown as Logger;

describe('AsteriskConnection', () => {
  let dir: string;
  let control: Server;
  let told: string[];
  let relay: EventRelay;
  let connection: AsteriskConnection;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    dir = await mkdtemp(join(tmpdir(), 'tl-connection-'));
    await writeFile(join(dir, 'asterisk.conf'), `[directories]\nastrundir => ${dir}\n`);
    told = [];
    control = createServer((socket) => {
      socket.write('host/42/22.10.1\n');
      socket.on('data', (data) => {
        told.push(data.toString().replace('cli quit after ', '').replace('\0', ''));
        socket.end('done\n');
      });
    });
    await new Promise<void>((resolve) => control.listen(join(dir, 'asterisk.ctl'), resolve));
    let connected = () => {};
    const agentConnected = new Promise<void>((resolve) => {
      connected = resolve;
    });
    const info = (_: object, said: string) => {
      if (said === 'the agent is connected') connected();
    };
    relay = new EventRelay({ host, ...ports, password: 'secret', log: { debug: silent, info, warn: silent } });
    await relay.start();
    const env = {
      ARI_URL: `http://${host}:1`,
      ARI_USERNAME: 'trunkline',
      ARI_PASSWORD: 'x',
      RELAY_URL: `ws://${host}:${ports.agentPort}`,
      TRUNKLINE_NODE_TOKEN: 'secret',
      ASTERISK_ETC_DIR: dir,
    };
    connection = new AsteriskConnection(env as unknown as AgentEnv, log);
    connection.onApplicationBootstrap();
    await agentConnected;
  });
  afterEach(async () => {
    connection.onApplicationShutdown();
    vi.useRealTimers();
    await relay.stop();
    await new Promise((resolve) => control.close(resolve));
    await rm(dir, { recursive: true, force: true });
  });

  const both = ['ari shutdown websocket session agent', 'ari start outbound-websocket agent'];

  it('given Asterisk runs and does not dial, then it is told to, and after that not for a minute', async () => {
    await vi.advanceTimersByTimeAsync(4900);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() => expect(told).toEqual(both));
    await vi.advanceTimersByTimeAsync(50_000);
    expect(told).toEqual(both);
    await vi.advanceTimersByTimeAsync(15_000);
    await vi.waitFor(() => expect(told).toEqual([...both, ...both]));
  });

  it('given there is no relay, then Asterisk is left alone, and the status names the relay', async () => {
    await relay.stop();
    await vi.advanceTimersByTimeAsync(5100);
    await new AsteriskControl(join(dir, 'asterisk.ctl')).abortShutdown();
    await vi.waitFor(() => expect(told).toEqual(['core abort shutdown']));
    expect(connection.status).toMatchObject({
      status: 'down',
      detail: 'The event relay does not answer. Is it running?',
    });
  });

  it('given Asterisk has dialled and only tells what it kept, then it is left alone', async () => {
    const socket = new WebSocket(`ws://${host}:${ports.asteriskPort}/`, ['ari'], { auth: 'trunkline:secret' });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const telling = setInterval(() => socket.send('{"type":"Told","timestamp":"t"}'), 1);
    await vi.advanceTimersByTimeAsync(5100);
    clearInterval(telling);
    // What would have been told before would have arrived before.
    await new AsteriskControl(join(dir, 'asterisk.ctl')).abortShutdown();
    await vi.waitFor(() => expect(told).toEqual(['core abort shutdown']));
    socket.terminate();
  });
});
