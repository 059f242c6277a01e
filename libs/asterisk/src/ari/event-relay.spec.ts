import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Log } from '../log.js';
import { EventRelay } from './event-relay.js';
import { ASTERISK_SILENT } from './relay-protocol.js';

const host = '127.0.29.2';
const ports = { asterisk: 18_090, agent: 18_093 };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const notice = JSON.stringify({ type: 'AsteriskConnected' });

/** A connection to the relay with all that arrived on it. */
async function connect(side: keyof typeof ports, password = 'secret') {
  const socket = new WebSocket(`ws://${host}:${ports[side]}/`, ['ari'], { auth: `trunkline:${password}` });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  await once(socket, 'open');
  return { socket, heard };
}

/** Resolves when the relay has read what `socket` has sent: a pong comes after it. */
async function read(socket: WebSocket): Promise<void> {
  socket.ping();
  await once(socket, 'pong');
}

describe('EventRelay', () => {
  let relay: EventRelay;

  const start = async (limit?: number) => {
    relay = new EventRelay({
      host,
      asteriskPort: ports.asterisk,
      agentPort: ports.agent,
      password: 'secret',
      limit,
      log: silent,
    });
    await relay.start();
  };
  beforeEach(() => start());
  afterEach(() => relay.stop());

  it('lets nobody in without the password', async () => {
    for (const side of ['asterisk', 'agent'] as const) {
      await expect(connect(side, 'wrong')).rejects.toThrow('401');
      const request = await fetch(`http://${host}:${ports[side]}/`);
      expect(request.status).toBe(426);
    }
  });

  it('says that it lives', async () => {
    expect((await fetch(`http://${host}:${ports.agent}/health/live`)).status).toBe(200);
  });

  it('passes messages on, both ways', async () => {
    const asterisk = await connect('asterisk');
    const agent = await connect('agent');
    asterisk.socket.send('event');
    await vi.waitFor(() => expect(agent.heard).toEqual([notice, 'event']));
    agent.socket.send('request');
    await vi.waitFor(() => expect(asterisk.heard).toEqual(['request']));
  });

  it('given the agent came first, then it is told when Asterisk is there', async () => {
    const agent = await connect('agent');
    await read(agent.socket);
    expect(agent.heard).toEqual([]);
    await connect('asterisk');
    await vi.waitFor(() => expect(agent.heard).toEqual([notice]));
  });

  it('given an agent that dies, then Asterisk stays connected, and the next one hears what it said meanwhile first', async () => {
    const asterisk = await connect('asterisk');
    const first = await connect('agent');
    first.socket.terminate();
    // The connection after it was accepted after the end of the one before was seen.
    await (await connect('agent')).socket.terminate();
    for (const message of ['one', 'two']) asterisk.socket.send(message);
    await read(asterisk.socket);
    const next = await connect('agent');
    asterisk.socket.send('three');
    await vi.waitFor(() => expect(next.heard).toEqual([notice, 'one', 'two', 'three']));
    expect(asterisk.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('given another agent, then the one before is cut', async () => {
    const first = await connect('agent');
    const cut = once(first.socket, 'close');
    await connect('agent');
    await cut;
  });

  it('given Asterisk ends, then the agent hears all of it before its connection ends, and the next Asterisk begins anew', async () => {
    const asterisk = await connect('asterisk');
    const agent = await connect('agent');
    asterisk.socket.send('last');
    asterisk.socket.close();
    const [code, reason] = await once(agent.socket, 'close');
    expect([code, String(reason)]).toEqual([1001, 'Asterisk closed the connection']);
    expect(agent.heard).toEqual([notice, 'last']);

    const another = await connect('asterisk');
    another.socket.send('of one that dies too');
    await read(another.socket);
    another.socket.close();
    await once(another.socket, 'close');
    const third = await connect('asterisk');
    const next = await connect('agent');
    third.socket.send('first');
    await vi.waitFor(() => expect(next.heard).toEqual([notice, 'first']));
  });

  it('given the agent says that Asterisk is silent, then its connection is ended, and with no other end of the agent', async () => {
    const asterisk = await connect('asterisk');
    const polite = await connect('agent');
    polite.socket.close(1000);
    await once(polite.socket, 'close');
    await read(asterisk.socket);
    const agent = await connect('agent');
    const cut = once(asterisk.socket, 'close');
    agent.socket.close(ASTERISK_SILENT);
    await cut;
  });

  it('given more than it may keep, then all of it is dropped, and it goes on', async () => {
    await relay.stop();
    await start(100);
    const asterisk = await connect('asterisk');
    for (let left = 11; left > 0; left -= 1) asterisk.socket.send('x'.repeat(10));
    asterisk.socket.send('kept');
    await read(asterisk.socket);
    const agent = await connect('agent');
    await vi.waitFor(() => expect(agent.heard).toEqual([notice, 'kept']));
  });

  it('given an agent that does not read, then its connection is ended and that of Asterisk is not', async () => {
    await relay.stop();
    await start(1024 * 1024);
    const asterisk = await connect('asterisk');
    const agent = await connect('agent');
    await vi.waitFor(() => expect(agent.heard).toEqual([notice]));
    const cut = once(agent.socket, 'close');
    agent.socket.pause();
    // More than the buffers of both kernels take.
    for (let left = 20; left > 0; left -= 1) asterisk.socket.send('x'.repeat(1024 * 1024));
    await read(asterisk.socket);
    agent.socket.resume();
    expect((await cut)[0]).toBe(1006);
    const next = await connect('agent');
    asterisk.socket.send('event');
    await vi.waitFor(() => expect(next.heard.at(-1)).toBe('event'));
  });
});
