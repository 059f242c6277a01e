import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Log } from '../log.js';
import { AriEventClient } from './ari-event-client.js';
import { EventRelay } from './event-relay.js';

const address = { host: '127.0.29.1', asteriskPort: 18_090, agentPort: 18_093 };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const info = {
  system: { version: '22.10.1' },
  status: { startup_time: '2026-01-01T00:00:00.000+0000' },
  config: { name: 'node-1' },
};

/** Dials as Asterisk does, and answers what it is asked as long as `answers` says so. */
function dial(answers: (uri: string) => boolean = () => true): WebSocket {
  const socket = new WebSocket(`ws://${address.host}:${address.asteriskPort}/`, ['ari'], { auth: 'trunkline:secret' });
  socket.on('message', (data) => {
    const { request_id, uri } = JSON.parse(String(data)) as { request_id: string; uri: string };
    if (!answers(uri)) return;
    const message_body = JSON.stringify(uri === 'asterisk/info' ? info : {});
    socket.send(JSON.stringify({ type: 'RESTResponse', request_id, status_code: 200, message_body }));
  });
  socket.on('error', () => undefined);
  return socket;
}

describe('AriEventClient', () => {
  const onEvent = vi.fn();
  const onUp = vi.fn();
  const onDown = vi.fn();
  let relay: EventRelay;
  let client: AriEventClient;

  const clientWith = (heartbeat: { every: number; within: number }): AriEventClient =>
    new AriEventClient({
      url: `ws://${address.host}:${address.agentPort}`,
      password: 'secret',
      heartbeat,
      retryEvery: 20,
      onEvent,
      onUp,
      onDown,
      log: silent,
    });
  const relayed = async (): Promise<void> => {
    relay = new EventRelay({ ...address, password: 'secret', log: silent });
    await relay.start();
  };

  beforeEach(async () => {
    vi.clearAllMocks();
    client = clientWith({ every: 20, within: 100 });
    client.start();
    await relayed();
  });
  afterEach(async () => {
    client.stop();
    await relay.stop();
  });

  it('given Asterisk connects, then it is up once it said who it is, and its events arrive in order', async () => {
    const asterisk = dial();
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
    expect([client.up, client.missing]).toEqual([true, null]);
    asterisk.terminate();
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledWith('Asterisk closed the connection', false));
    await vi.waitFor(() => expect([client.up, client.missing]).toEqual([false, 'asterisk']));
  });

  it('given the relay ends, then it is down, and up again with the next one', async () => {
    dial();
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1));
    await relay.stop();
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledWith('the event relay ended', false));
    expect(client.missing).toBe('relay');
    await relayed();
    dial();
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(2));
  });

  it('given Asterisk falls silent, then it is down within the deadline, and its connection is given up', async () => {
    let silence = false;
    const closed = once(
      dial(() => !silence),
      'close',
    );
    await vi.waitFor(() => expect(onUp).toHaveBeenCalled());
    silence = true;
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledWith('Asterisk did not answer within 100 ms', true));
    await closed;
  });

  it('given the agent stops, then Asterisk stays connected', async () => {
    const asterisk = dial();
    await vi.waitFor(() => expect(onUp).toHaveBeenCalled());
    client.stop();
    client = clientWith({ every: 20, within: 100 });
    client.start();
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(2));
    expect(asterisk.readyState).toBe(WebSocket.OPEN);
  });

  it('given Asterisk has so much to tell that its answer is late, then it is not cut while it tells', async () => {
    let silence = false;
    const asterisk = dial(() => !silence);
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

  it('given events come, then nothing is asked on their connection, and it is once they cease', async () => {
    const asked: string[] = [];
    client.stop();
    client = clientWith({ every: 500, within: 2000 });
    client.start();
    const asterisk = dial((uri) => asked.push(uri) > 0);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalled());
    for (let told = 1; told <= 7; told += 1) {
      asterisk.send(JSON.stringify({ type: 'Told', timestamp: 't' }));
      await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(told));
      await sleep(100);
    }
    expect(asked).toEqual(['asterisk/info']);
    await vi.waitFor(() => expect(asked).toEqual(['asterisk/info', 'applications/trunkline']), { timeout: 2000 });
  });

  it('given Asterisk connects again, then the new connection replaces the old one', async () => {
    const first = dial();
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1));
    const closed = once(first, 'close');
    dial();
    await closed;
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(2));
    expect(onDown).toHaveBeenCalledTimes(1);
    expect(client.up).toBe(true);
  });

  it('given an Asterisk that is still booting, then it is asked until it answers', async () => {
    let asked = 0;
    client.stop();
    client = clientWith({ every: 1000, within: 2000 });
    client.start();
    dial(() => ++asked > 2);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(1), { timeout: 2000 });
    expect(asked).toBe(3);
  });
});
