import type { SeenSipMessage } from '@trunkline/asterisk';
import { describe, expect, it } from 'vitest';
import { PhoneTrace } from './phone-trace.js';
import { aMessage, answerTo } from './sip-message.fixture.js';

const user = 'e_aaaaaaaaaa';
const minute = 60_000;
const register = (change: Partial<SeenSipMessage> = {}) =>
  aMessage({ to: `sip:${user}@127.0.0.2`, hasCredentials: true, userAgent: 'Desk 1', ...change });
/** Sees a request and the answer to it; what the trace said to the answer. */
function exchange(trace: PhoneTrace, request: SeenSipMessage, status: number, change: Partial<SeenSipMessage> = {}) {
  expect(trace.see(request)).toBe(false);
  return trace.see(answerTo(request, status, change));
}
const knowing = (accounts: string[] = []) =>
  new PhoneTrace({
    isPhone: (name) => name === user || name === '1001',
    isOwnAccount: (name) => accounts.includes(name),
  });

describe('PhoneTrace', () => {
  it('takes the first 401 for the question it is, and the second for a refusal', () => {
    const trace = knowing();
    expect(exchange(trace, register({ hasCredentials: false }), 401)).toBe(false);
    expect(exchange(trace, register({ cseq: 2 }), 401, { staleNonce: true })).toBe(false);
    expect(trace.refusalOf(user, 1000)).toBeUndefined();
    expect(exchange(trace, register({ cseq: 3 }), 401)).toBe(true);
    expect(trace.refusalOf(user, 1000)).toEqual({
      ...{ user, address: '127.0.0.9', userAgent: 'Desk 1', sipCode: 401, at: 1000 },
    });
  });

  it('forgets a refusal once a phone from there is let in, or after ten minutes', () => {
    const trace = knowing();
    exchange(trace, register(), 403);
    expect(exchange(trace, register({ cseq: 2, callId: 'c2', source: '127.0.0.10' }), 200)).toBe(true);
    expect(trace.refusalOf(user, 1000)?.sipCode).toBe(403);
    expect(exchange(trace, register({ cseq: 3 }), 200)).toBe(true);
    expect(trace.refusalOf(user, 1000)).toBeUndefined();
    exchange(trace, register({ cseq: 4 }), 403);
    expect(trace.refusalOf(user, 1000 + 10 * minute - 1)).toBeDefined();
    expect(trace.refusalOf(user, 1000 + 10 * minute)).toBeUndefined();
  });

  it('is no flood of news when somebody knocks again and again, or many from everywhere', () => {
    const trace = knowing();
    const knock = (cseq: number, source: string, at: number) =>
      exchange(trace, register({ cseq, source, at }), 401, { at });
    expect(knock(1, '192.0.2.1', 0)).toBe(true);
    expect(knock(2, '192.0.2.1', 10)).toBe(false);
    for (let n = 3; n < 50; n++) expect(knock(n, `192.0.2.${n}`, n)).toBe(false);
    expect(trace.refusalOf(user, 100)).toMatchObject({ address: '192.0.2.1', at: 10 });
    expect(knock(60, '192.0.2.60', 10 + minute)).toBe(true);
  });

  it('knows a number that is used for the user name, and passes over names nobody has', () => {
    const trace = knowing();
    expect(exchange(trace, register({ to: 'sip:1001@127.0.0.2' }), 401)).toBe(true);
    expect(exchange(trace, register({ cseq: 2, to: 'sip:admin@127.0.0.2' }), 401)).toBe(false);
    expect(trace.refusalOf('admin', 1000)).toBeUndefined();
  });

  it('does not take our own registration for that of a phone, though a carrier calls us by a number of ours', () => {
    const trace = knowing(['1001@127.0.0.3:5060']);
    const ours = register({ to: 'sip:1001@127.0.0.3', requestUri: 'sip:127.0.0.3:5060' });
    expect(exchange(trace, ours, 403)).toBe(false);
    expect(trace.refusalOf('1001', 1000)).toBeUndefined();
  });

  it('tells of each REGISTER that was accepted', () => {
    const trace = knowing();
    const admitted: [string, boolean][] = [];
    trace.onAdmitted((...one) => admitted.push(one));
    exchange(trace, register({ hasCredentials: false }), 401);
    exchange(trace, register({ cseq: 2 }), 200);
    exchange(trace, register({ cseq: 3, to: 'sip:admin@127.0.0.2' }), 200);
    expect(admitted).toEqual([[user, true]]);
  });

  it('is news when a phone registers or leaves, not when it renews', () => {
    const trace = knowing();
    expect(exchange(trace, register(), 200)).toBe(true);
    expect(exchange(trace, register({ cseq: 2 }), 200)).toBe(false);
    expect(exchange(trace, register({ cseq: 1, callId: 'another phone' }), 200)).toBe(true);
    expect(exchange(trace, register({ cseq: 3 }), 200)).toBe(false);
    expect(exchange(trace, register({ cseq: 4, binding: '0 <sip:1001@127.0.0.9>' }), 200)).toBe(true);
    expect(exchange(trace, register({ cseq: 5 }), 200)).toBe(true);
  });

  it('remembers no more attempts than a thousand', () => {
    const trace = knowing();
    const first = register({ callId: 'first' });
    trace.see(first);
    for (let n = 0; n < 1000; n++) trace.see(register({ callId: `c${n}` }));
    expect(trace.see(answerTo(first, 403))).toBe(false);
    expect(trace.see(answerTo(register({ callId: 'c999' }), 403))).toBe(true);
  });
});
