import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Log } from '../log.js';
import { AriEventServer } from './ari-event-server.js';

const address = { host: '127.0.29.1', port: 18090 };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const info = {
  system: { version: '22.10.1' },
  status: { startup_time: '2026-01-01T00:00:00.000+0000' },
  config: { name: 'node-1' },
};

/** Dials as Asterisk does, and answers what it is asked as long as `answers` says so. */
function dial(password: string, answers: (uri: string) => boolean = () => true): WebSocket {
  const socket = new WebSocket(`ws://${address.host}:${address.port}/ari`, ['ari'], {
    auth: `trunkline:${password}`,
  });
  socket.on('message', (data) => {
    const { request_id, uri } = JSON.parse(String(data)) as { request_id: string; uri: string };
    if (!answers(uri)) return;
    const message_body = JSON.stringify(uri === 'asterisk/info' ? info : {});
    socket.send(JSON.stringify({ type: 'RESTResponse', request_id, status_code: 200, message_body }));
  });
  socket.on('error', () => undefined);
  return socket;
}

describe('AriEventServer', () => {
  const onEvent = vi.fn();
  const onUp = vi.fn();
  const onDown = vi.fn();
  let server: AriEventServer;

  beforeEach(async () => {
    vi.clearAllMocks();
    server = new AriEventServer({
      ...address,
      password: 'secret',
      heartbeat: { every: 20, within: 100 },
      onEvent,
      onUp,
      onDown,
      log: silent,
    });
    server.start();
    await sleep(20);
  });
  afterEach(() => server.stop());

  it('given Asterisk connects, then it is up once it said who it is, and its events arrive in order', async () => {
    const asterisk = dial('secret');
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1));
    expect(onUp).toHaveBeenCalledWith({
      version: '22.10.1',
      startedAt: '2026-01-01T00:00:00.000+0000',
      systemName: 'node-1',
    });
    for (const type of ['A', 'B']) asterisk.send(JSON.stringify({ type, timestamp: 't' }));
    asterisk.send('no JSON');
    asterisk.send(JSON.stringify({ type: 'C', timestamp: 't', name: '"RESTResponse"' }));
    await vi.waitFor(() => expect(onEvent.mock.calls.map(([event]) => event.type)).toEqual(['A', 'B', 'C']));
    expect([server.up, server.connected]).toEqual([true, true]);
    asterisk.terminate();
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledTimes(1));
    expect([server.up, server.connected]).toEqual([false, false]);
  });

  it('given the wrong password, then the connection is refused', async () => {
    const [response] = await once(dial('wrong'), 'unexpected-response').then(([, answer]) => [answer]);
    expect(response.statusCode).toBe(401);
    expect(onUp).not.toHaveBeenCalled();
  });

  it('given Asterisk falls silent, then it is down within the deadline', async () => {
    let silence = false;
    dial('secret', () => !silence);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalled());
    silence = true;
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledWith('Asterisk did not answer within 100 ms', true));
  });

  it('given Asterisk has so much to tell that its answer is late, then it is not cut while it tells', async () => {
    let silence = false;
    const asterisk = dial('secret', () => !silence);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalled());
    silence = true;
    for (let left = 20; left > 0; left -= 1) {
      asterisk.send(JSON.stringify({ type: 'Told', timestamp: 't' }));
      await sleep(20);
    }
    expect(onDown).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledWith('Asterisk did not answer within 100 ms', true));
    expect(onEvent).toHaveBeenCalledTimes(20);
  });

  it('given Asterisk connects again, then the new connection replaces the old one', async () => {
    const first = dial('secret');
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1));
    const closed = once(first, 'close');
    dial('secret');
    await closed;
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(2));
    expect(onDown).toHaveBeenCalledTimes(1);
    expect(server.up).toBe(true);
  });

  it('given an Asterisk that is still booting, then it is asked until it answers', async () => {
    let asked = 0;
    await server.stop();
    server = new AriEventServer({
      ...address,
      password: 'secret',
      heartbeat: { every: 1000, within: 2000 },
      onEvent,
      onUp,
      onDown,
      log: silent,
    });
    server.start();
    await sleep(20);
    dial('secret', () => ++asked > 2);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1), { timeout: 2000 });
    expect(asked).toBe(3);
  });
});
