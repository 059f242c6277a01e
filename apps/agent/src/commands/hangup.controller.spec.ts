import type { Call, CommandResult } from '@trunkline/contracts';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AsteriskConnection } from '../connection/asterisk-connection.js';
import type { LiveCallsService } from '../live/live-calls.service.js';
import { HangupController } from './hangup.controller.js';
import { HangupService } from './hangup.service.js';

const callId = '84a1f77b-08f6-5fce-a0b5-0c806f3bf8bd';
const token = 'the-token-of-this-node';

describe('the command call.hangup', () => {
  let call: Call | null;
  let hungUp: string[];
  let answer: (id: string) => Promise<'done' | 'gone'>;
  let asterisk: 'up' | 'down';
  let controller: HangupController;

  beforeEach(() => {
    hungUp = [];
    asterisk = 'up';
    answer = () => Promise.resolve('done');
    call = {
      id: callId,
      legs: [
        { id: 'callee', role: 'callee', state: 'up' },
        { id: 'gone', role: 'callee', state: 'ended' },
        { id: 'caller', role: 'caller', state: 'up' },
      ],
    } as Call;
    const connection = {
      get status() {
        return { status: asterisk, detail: asterisk === 'down' ? 'Asterisk is away: test.' : null, since: null };
      },
      rest: {
        hangup: (id: string, reason: string) => {
          hungUp.push(`${id} ${reason}`);
          return answer(id);
        },
      },
    } as unknown as AsteriskConnection;
    const calls = { find: (id: string) => (call?.id === id ? call : null) } as unknown as LiveCallsService;
    const log = { warn: () => undefined } as unknown as Logger;
    controller = new HangupController(
      { TRUNKLINE_NODE_TOKEN: token } as AgentEnv,
      new HangupService(connection, calls, log),
    );
  });

  const code = (result: CommandResult) => (result.ok ? 'ok' : result.code);
  const send = async (change: object = {}) =>
    code(await controller.hangup({ token, callId, deadlineMs: 1000, ...change }));

  it("hangs up the caller's leg: the others end with it", async () => {
    expect(await send()).toBe('ok');
    expect(hungUp).toEqual(['caller normal']);
  });

  it('given the caller is gone already, then it hangs up who is left', async () => {
    answer = (id) => Promise.resolve(id === 'caller' ? 'gone' : 'done');
    expect(await send()).toBe('ok');
    expect(hungUp).toEqual(['caller normal', 'callee normal']);
  });

  it('given every leg is gone, or the call is not known, then the call has ended', async () => {
    answer = () => Promise.resolve('gone');
    expect(await send()).toBe('call_ended');
    call = null;
    expect(await send()).toBe('call_ended');
  });

  it('refuses a wrong token, whatever its length, and does nothing', async () => {
    expect(await send({ token: 'x' })).toBe('unauthenticated');
    expect(await send({ token: `${token}x` })).toBe('unauthenticated');
    expect(hungUp).toEqual([]);
  });

  it.each([undefined, null, 'x', {}, { token, callId: 'no id', deadlineMs: 1 }, { token, callId, deadlineMs: 0 }])(
    'refuses what is no command: %j',
    async (payload) => {
      expect(code(await controller.hangup(payload))).toBe('malformed_request');
      expect(hungUp).toEqual([]);
    },
  );

  it('answers within the deadline although Asterisk does not', async () => {
    answer = () => new Promise(() => undefined);
    const before = Date.now();
    expect(await send({ deadlineMs: 50 })).toBe('asterisk_unavailable');
    expect(Date.now() - before).toBeLessThan(1000);
  });

  it('given Asterisk is away or refuses, then it says so', async () => {
    answer = () => Promise.reject(new Error('refused'));
    expect(await send()).toBe('asterisk_unavailable');
    asterisk = 'down';
    hungUp = [];
    expect(await send()).toBe('asterisk_unavailable');
    expect(hungUp).toEqual([]);
  });
});
