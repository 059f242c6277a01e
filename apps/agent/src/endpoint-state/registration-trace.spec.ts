import type { SeenSipMessage } from '@trunkline/asterisk';
import { describe, expect, it } from 'vitest';
import { RegistrationTrace } from './registration-trace.js';

const us = '127.0.0.2';
const carrier = '127.0.0.3';
const account = 'acct@127.0.0.3:5060';
const blank = {
  callId: 'c1',
  cseqMethod: 'REGISTER',
  to: 'sip:acct@127.0.0.3',
  phrase: '',
  realm: null,
  staleNonce: false,
};
const rest = {
  retryAfterSeconds: null,
  minExpires: null,
  binding: null,
  warning: null,
  userAgent: null,
  hasCredentials: false,
};
const sent = (cseq: number, change: Partial<SeenSipMessage> = {}): SeenSipMessage => ({
  ...{
    ...blank,
    ...rest,
    method: 'REGISTER',
    requestUri: 'sip:127.0.0.3:5060',
    status: null,
    cseq,
    at: 1000,
    source: us,
    destination: carrier,
  },
  ...change,
});
const got = (cseq: number, status: number, change: Partial<SeenSipMessage> = {}): SeenSipMessage => ({
  ...{ ...blank, ...rest, method: null, requestUri: null, status, cseq, at: 2000, source: carrier, destination: us },
  ...change,
});
const trace = (...messages: SeenSipMessage[]) => {
  const made = new RegistrationTrace((address) => address === us);
  for (const message of messages) made.see(message);
  return made;
};

describe('RegistrationTrace', () => {
  it('takes the first 401 for the question it is, and the second for a refusal', () => {
    const asked = trace(sent(1), got(1, 401));
    expect(asked.outcomeOf(account)).toBeUndefined();
    expect(asked.see(sent(2, { hasCredentials: true }))).toBe(false);
    expect(asked.see(got(2, 401, { realm: 'r' }))).toBe(true);
    expect(asked.outcomeOf(account)).toMatchObject({ kind: 'refused', sipCode: 401, realm: 'r' });
  });

  it('takes a stale nonce for no refusal', () => {
    const stale = trace(sent(1, { hasCredentials: true }), got(1, 401, { staleNonce: true }));
    expect(stale.outcomeOf(account)).toBeUndefined();
  });

  it('waits since the first attempt that had no answer, and keeps the answer before it', () => {
    const silent = trace(sent(1), got(1, 403), sent(2, { at: 5000 }), sent(3, { at: 9000, callId: 'c2' }));
    expect(silent.outcomeOf(account)).toEqual({ kind: 'waiting', since: 5000 });
    expect(silent.lastAnswerOf(account)).toMatchObject({ sipCode: 403 });
    expect(trace(sent(1), got(1, 200)).outcomeOf(account)).toEqual({ kind: 'accepted', at: 2000 });
  });

  it('believes nobody else: other sources, answers to nothing, provisional answers', () => {
    expect(trace(sent(1, { source: '192.0.2.9' }), got(1, 403)).outcomeOf(account)).toBeUndefined();
    expect(trace(sent(1), got(2, 403)).outcomeOf(account)).toMatchObject({ kind: 'waiting' });
    expect(trace(sent(1), got(1, 403, { callId: 'other' })).outcomeOf(account)).toMatchObject({ kind: 'waiting' });
    expect(trace(sent(1), got(1, 100)).outcomeOf(account)).toMatchObject({ kind: 'waiting' });
  });
});
