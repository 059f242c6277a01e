import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';
import type { Log } from '../log.js';
import { AmiClient } from './ami-client.js';

const address = { host: '127.0.29.2', port: 15038 };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
type Reply = (action: string, id: string, socket: Socket) => string | null;

/** Answers actions as `reply` says; logins always succeed. */
async function fakeAmi(reply: Reply): Promise<{ server: Server; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.write('Asterisk Call Manager/11.0.0\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const block of String(data).split('\r\n\r\n').filter(Boolean)) {
        const action = /^Action: (.*)$/m.exec(block)?.[1]?.trim() ?? '';
        const id = /^ActionID: (.*)$/m.exec(block)?.[1]?.trim() ?? '';
        const text = action === 'Login' ? `Response: Success\r\nActionID: ${id}\r\n\r\n` : reply(action, id, socket);
        if (text !== null) socket.write(text);
      }
    });
  });
  server.listen(address.port, address.host);
  await once(server, 'listening');
  return { server, sockets };
}

describe('AmiClient', () => {
  const onEvent = vi.fn();
  const onUp = vi.fn();
  let reply: Reply;
  let fake: Awaited<ReturnType<typeof fakeAmi>>;
  let client: AmiClient;

  beforeEach(async () => {
    vi.clearAllMocks();
    fake = await fakeAmi((...given) => reply(...given));
    client = new AmiClient({ ...address, username: 'u', secret: 's', deadline: 100, onEvent, onUp, log: silent });
    client.start();
    await vi.waitFor(() => expect(client.up).toBe(true));
  });
  afterEach(() => {
    client.stop();
    for (const socket of fake.sockets) socket.destroy();
    fake.server.close();
  });

  it('given a list, then it answers when the list is complete, without the passwords in between', async () => {
    reply = (_, id) =>
      [
        `Response: Success\r\nActionID: ${id}\r\nEventList: start`,
        `Event: OutboundRegistrationDetail\r\nActionID: ${id}\r\nObjectName: t_a\r\nStatus: Registered\r\nClientUri: sip:a@b\r\nServerUri: sip:b\r\nNextReg: 12`,
        `Event: AuthDetail\r\nActionID: ${id}\r\nPassword: hunter2`,
        `Event: OutboundRegistrationDetailComplete\r\nActionID: ${id}\r\nEventList: Complete\r\n\r\n`,
      ].join('\r\n\r\n');
    expect(await client.outboundRegistrations()).toEqual([
      { name: 't_a', status: 'Registered', clientUri: 'sip:a@b', serverUri: 'sip:b', nextInSeconds: 12 },
    ]);
    expect(onEvent).not.toHaveBeenCalled();
  });

  it('given there are no registrations, then the list is empty', async () => {
    reply = (_, id) => `Response: Error\r\nActionID: ${id}\r\nMessage: No outbound registrations found\r\n\r\n`;
    expect(await client.outboundRegistrations()).toEqual([]);
  });

  it('given a refusal, then it is an error with what Asterisk says', async () => {
    reply = (_, id) => `Response: Error\r\nActionID: ${id}\r\nMessage: Permission denied\r\n\r\n`;
    await expect(client.register('t_a')).rejects.toThrow(new AsteriskError('AMI: Permission denied'));
  });

  it('given no answer, then it fails at the deadline and connects anew', async () => {
    reply = () => null;
    await expect(client.register('t_a')).rejects.toBeInstanceOf(AsteriskUnavailable);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledTimes(2));
  });

  it('given an event, then it is told', async () => {
    fake.sockets[0]?.write('Event: Registry\r\nStatus: Rejected\r\n\r\n');
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalledWith({ event: 'Registry', status: 'Rejected' }));
  });
});
