import type { OutboundRegistration } from '@trunkline/asterisk';
import { describe, expect, it } from 'vitest';
import { failedAttempts } from './registration-log.js';
import { type TrunkFacts, trunkState } from './trunk-state.js';

const registration = (status: string): OutboundRegistration => ({
  name: 't_carrieraaa',
  status,
  clientUri: 'sip:trunkline@192.0.2.1:5060',
  serverUri: 'sip:192.0.2.1:5060',
  nextInSeconds: 5,
});
const facts = (change: Partial<TrunkFacts>): TrunkFacts => ({
  enabled: true,
  asterisk: { endpoint: 'online', registration: undefined },
  failure: undefined,
  ...change,
});

describe('trunkState', () => {
  it.each<[string, TrunkFacts, string, RegExp | null]>([
    ['is disabled', facts({ enabled: false, asterisk: null }), 'disabled', null],
    ['has no Asterisk', facts({ asterisk: null }), 'unknown', /Asterisk is not reachable/],
    [
      'is not in Asterisk yet',
      facts({ asterisk: { endpoint: undefined, registration: undefined } }),
      'unknown',
      /does not have/,
    ],
    ['is static and answers', facts({}), 'reachable', null],
    [
      'is static and silent',
      facts({ asterisk: { endpoint: 'offline', registration: undefined } }),
      'unreachable',
      /OPTIONS/,
    ],
    [
      'is registered',
      facts({ asterisk: { endpoint: 'online', registration: registration('Registered') } }),
      'registered',
      null,
    ],
    [
      'is registered and silent',
      facts({ asterisk: { endpoint: 'offline', registration: registration('Registered') } }),
      'unreachable',
      /no call is sent/,
    ],
    [
      'tries for the first time',
      facts({ asterisk: { endpoint: 'unknown', registration: registration('Unregistered') } }),
      'registering',
      null,
    ],
    [
      'has a wrong password',
      facts({
        asterisk: { endpoint: 'online', registration: registration('Rejected') },
        failure: { sipCode: 401 },
      }),
      'rejected',
      /user name or the password/,
    ],
    [
      'meets a code nobody knows',
      facts({
        asterisk: { endpoint: 'online', registration: registration('Rejected') },
        failure: { sipCode: 499 },
      }),
      'rejected',
      /192\.0\.2\.1:5060 refuses the registration with SIP code 499/,
    ],
    [
      'gets no answer',
      facts({
        asterisk: { endpoint: 'offline', registration: registration('Rejected') },
        failure: { sipCode: null },
      }),
      'unreachable',
      /192\.0\.2\.1:5060 does not answer/,
    ],
  ])('given a trunk that %s, then its state says so', (_, given, status, reason) => {
    const state = trunkState(given);
    expect(state.status).toBe(status);
    if (reason === null) expect(state.reason).toBeNull();
    else expect(state.reason).toMatch(reason);
  });
});

describe('failedAttempts', () => {
  const line = (text: string) =>
    `[2026-11-24 03:37:19.572] WARNING[15514]: res_pjsip_outbound_registration.c:1246 schedule_retry: ${text}`;
  const uri = 'sip:trunkline@192.0.2.1:5060';

  it.each<[string, number | null]>([
    [
      `Temporal response '401' received from 'sip:192.0.2.1:5060' on registration attempt to '${uri}', retrying in '5'`,
      401,
    ],
    [`Fatal response '404' received from 'sip:192.0.2.1:5060' on registration attempt to '${uri}', stopping`, 404],
    [
      `403 Forbidden fatal response received from 'sip:192.0.2.1:5060' on registration attempt to '${uri}', retrying in '30' seconds`,
      403,
    ],
    [
      `'482' fatal response received from 'sip:192.0.2.1:5060' on registration attempt to '${uri}', retrying in '30'`,
      482,
    ],
    [`No response received from 'sip:192.0.2.1:5060' on registration attempt to '${uri}', retrying in '5'`, null],
  ])('reads %j', (text, sipCode) => {
    expect(failedAttempts(`${line('nothing')}\n${line(text)}\n`)).toEqual(new Map([[uri, { sipCode }]]));
  });

  it('keeps the last of several', () => {
    const log = ['401', '503'].map((code) =>
      line(`Temporal response '${code}' received from 'sip:x' on registration attempt to '${uri}', retrying in '5'`),
    );
    expect(failedAttempts(log.join('\n')).get(uri)).toEqual({ sipCode: 503 });
  });
});
