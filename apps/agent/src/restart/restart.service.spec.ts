import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeStatus } from '@trunkline/contracts';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfigApplier } from '../config/config-applier.js';
import type { ConfigLoop } from '../config/config-loop.js';
import type { AsteriskConnection } from '../connection/asterisk-connection.js';
import type { HealthService } from '../health/health.service.js';
import { RestartService } from './restart.service.js';
import type { SipPortService } from './sip-port.service.js';

const address = '127.0.152.2';
let dir: string;
let server: Server;
let commands: string[];
let calls: string[];
let settled: boolean;
let next: number;
let startedAt: string;
let service: RestartService;
let shown: () => NodeStatus['restart'];
let takeOver: (before: Pick<NodeStatus, 'restart'> | null) => void;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-restart-'));
  await writeFile(join(dir, 'asterisk.conf'), `[directories]\nastrundir => ${dir}\n`);
  [commands, calls, settled, next, startedAt] = [[], [], true, 5060, 'first'];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.write('host/42/22.10.1\n');
    socket.on('data', (data) => {
      commands.push(data.toString());
      if (data.toString().startsWith('core restart')) startedAt = 'second';
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(join(dir, 'asterisk.ctl'), resolve));
  const asterisk = {
    status: { status: 'up' },
    get facts() {
      return { startedAt };
    },
    rest: { channels: () => Promise.resolve(calls) },
  } as unknown as AsteriskConnection;
  const health = {
    reportNode: (facts: () => Pick<NodeStatus, 'restart'>) => {
      shown = () => facts().restart;
    },
    onTakeOver: (listener: typeof takeOver) => {
      takeOver = listener;
    },
    tell: () => Promise.resolve(),
  } as unknown as HealthService;
  const port = {
    installed: { sipAddress: address, sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 },
    running: 5060,
    next: () => Promise.resolve(next),
    onChanged: () => undefined,
  } as unknown as SipPortService;
  const loop = { between: <T>(work: () => Promise<T>) => work() } as unknown as ConfigLoop;
  const applier = { isSettled: () => Promise.resolve(settled) } as unknown as ConfigApplier;
  const log = { warn: () => undefined, error: () => undefined } as unknown as Logger;
  const env = { ASTERISK_ETC_DIR: dir } as AgentEnv;
  service = new RestartService(env, log, asterisk, loop, applier, port, health);
});

afterEach(async () => {
  service.onModuleDestroy();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

const over = () => vi.waitFor(() => expect(shown()).toBeNull(), 3000);

describe('a restart of Asterisk', () => {
  it('given now, then it is done at once and over when another Asterisk is up', async () => {
    calls = ['one'];
    expect(await service.request('now')).toEqual({ ok: true });
    await over();
    expect(commands).toEqual(['core restart now\0']);
  });

  it('given idle, then it waits for the last call and lets Asterisk see to it that no other came', async () => {
    calls = ['one'];
    expect(await service.request('idle')).toEqual({ ok: true });
    expect(shown()).toMatchObject({ when: 'idle', status: 'waiting' });
    expect(commands).toEqual([]);
    calls = [];
    await over();
    expect(commands).toEqual(['core restart when convenient\0']);
  });

  it('given it waits, when it is taken back, then nothing is restarted', async () => {
    calls = ['one'];
    await service.request('idle');
    expect(await service.cancel()).toEqual({ ok: true });
    calls = [];
    // Twice as long as it takes to look again.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([shown(), commands]).toEqual([null, []]);
    expect(await service.cancel()).toMatchObject({ code: 'not_found' });
  });

  it('given it waits, when now is asked for, then it waits no longer', async () => {
    calls = ['one'];
    await service.request('idle');
    await service.request('now');
    await over();
    expect(commands).toEqual(['core restart now\0']);
  });

  it('given the agent before was asked for one, then it goes on with that and shows one that failed', async () => {
    const left = { when: 'idle', requestedAt: '2026-01-01T12:00:00.000Z', reason: null } as const;
    takeOver({ restart: { ...left, status: 'failed', reason: 'No.' } });
    expect(shown()).toMatchObject({ status: 'failed', reason: 'No.' });
    await service.cancel();
    takeOver(null);
    expect(shown()).toBeNull();
    calls = ['one'];
    takeOver({ restart: { ...left, status: 'restarting' } });
    expect(shown()).toMatchObject({ when: 'idle', status: 'waiting' });
    calls = [];
    await over();
    expect(commands).toEqual(['core restart when convenient\0']);
  });

  it('given Asterisk was started after one was asked for, then that one is done', async () => {
    startedAt = '2026-01-01T12:00:01.000+00:00';
    takeOver({
      restart: { when: 'now', status: 'restarting', requestedAt: '2026-01-01T12:00:00.000Z', reason: null },
    });
    await over();
    expect(commands).toEqual([]);
  });

  it('given a change is under way, or the new port is taken, then it is refused', async () => {
    settled = false;
    expect(await service.request('now')).toMatchObject({ ok: false, code: 'conflict' });
    settled = true;
    const taken = createSocket('udp4').bind(0, address);
    await once(taken, 'listening');
    next = (taken.address() as AddressInfo).port;
    const refused = await service.request('now');
    expect(refused).toMatchObject({
      code: 'conflict',
      detail: `Port ${next} of ${address} is taken by another program.`,
    });
    taken.close();
    expect(commands).toEqual([]);
  });

  it('given the control socket does not work, then it says so, and that can be put away', async () => {
    server.close();
    await rm(join(dir, 'asterisk.ctl'), { force: true });
    await service.request('now');
    await vi.waitFor(() => expect(shown()).toMatchObject({ status: 'failed' }), 3000);
    expect(shown()?.reason).toContain('control socket');
    expect(await service.cancel()).toEqual({ ok: true });
    expect(shown()).toBeNull();
  });
});
