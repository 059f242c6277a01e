import { describe, expect, it } from 'vitest';
import type { SeenRegistration } from './asterisk-view.js';
import type { RegistrationOutcome } from './registration-trace.js';
import { type TrunkFacts, trunkState } from './trunk-state.js';

const registration = (status: string): SeenRegistration => ({
  name: 't_carrieraaa',
  status,
  clientUri: 'sip:trunkline@192.0.2.1:5060',
  serverUri: 'sip:192.0.2.1:5060',
});
const now = Date.parse('2026-11-24T04:00:00Z');
const facts = (change: Partial<TrunkFacts>): TrunkFacts => ({
  enabled: true,
  asterisk: { endpoint: 'online', registration: undefined },
  carrier: '192.0.2.1:5060',
  silentGateways: [],
  passedOver: [],
  optionsInterval: 10,
  lastAnswer: undefined,
  outcome: undefined,
  silence: undefined,
  sources: { resolving: [], missing: [], kept: [], sharedWith: null },
  now,
  ...change,
});
const asterisk = (endpoint: string | undefined, status?: string) => ({
  asterisk: { endpoint, registration: status === undefined ? undefined : registration(status) },
});
const refused = (sipCode: number, phrase = 'No'): Partial<TrunkFacts> => {
  const outcome = {
    kind: 'refused',
    sipCode,
    phrase,
    realm: null,
    warning: null,
    retryAfterSeconds: null,
    at: now - 1000,
  } as const;
  return { ...asterisk('online', 'Rejected'), outcome, lastAnswer: outcome };
};
const waiting = (ms: number): RegistrationOutcome => ({ kind: 'waiting', since: now - ms });

describe('trunkState', () => {
  it.each<[string, Partial<TrunkFacts>, string, string | null, RegExp | null]>([
    ['is disabled', { enabled: false, asterisk: null }, 'disabled', null, null],
    ['has no Asterisk', { asterisk: null }, 'unknown', 'asterisk_away', /Asterisk is not reachable/],
    ['is not in Asterisk yet', asterisk(undefined), 'unknown', 'not_in_asterisk', /does not have/],
    ['is static and answers', {}, 'reachable', null, null],
    [
      'has one silent gateway',
      { silentGateways: ['192.0.2.2:5060'] },
      'reachable',
      'gateway_silent',
      /192\.0\.2\.2:5060/,
    ],
    [
      'is registered and has two silent gateways',
      { ...asterisk('online', 'Registered'), silentGateways: ['a:1', 'b:2'] },
      'registered',
      'gateway_silent',
      /answer: a:1, b:2/,
    ],
    [
      'has a gateway whose calls failed',
      { passedOver: ['192.0.2.2:5060'] },
      'reachable',
      'breaker_open',
      /The last calls over 192\.0\.2\.2:5060 failed: new ones go past it\./,
    ],
    [
      'is registered and its calls failed',
      { ...asterisk('online', 'Registered'), passedOver: [null] },
      'registered',
      'breaker_open',
      /^Its last calls failed/,
    ],
    [
      'has a silent gateway whose calls failed',
      { silentGateways: ['a:1'], passedOver: ['a:1'] },
      'reachable',
      'gateway_silent',
      /does not answer/,
    ],
    [
      'is silent, and its calls failed',
      { ...asterisk('offline'), passedOver: [null] },
      'unreachable',
      'no_answer',
      /does not answer/,
    ],
    [
      'is not asked',
      { ...asterisk('offline'), optionsInterval: 0 },
      'unknown',
      'not_asked',
      /^192\.0\.2\.1:5060 is not asked by OPTIONS/,
    ],
    [
      'is registered and not asked',
      { ...asterisk('offline', 'Registered'), optionsInterval: 0 },
      'registered',
      'not_asked',
      /is not asked/,
    ],
    ['is static and silent', asterisk('offline'), 'unreachable', 'no_answer', /192\.0\.2\.1:5060 does not answer/],
    ['is registered', asterisk('online', 'Registered'), 'registered', null, null],
    ['is registered and silent', asterisk('offline', 'Registered'), 'unreachable', 'no_answer', /No call is sent/],
    ['tries for the first time', asterisk('unknown', 'Unregistered'), 'registering', null, null],
    ['has a wrong password', refused(401), 'rejected', 'credentials_refused', /user name or the password \(401 No\)\./],
    ['is barred', refused(403), 'rejected', 'forbidden', /refuses this account \(403 No\)/],
    ['has a wrong password at a proxy', refused(407), 'rejected', 'credentials_refused', /the password \(407 No\)\./],
    ['has a wrong user name', refused(404, ''), 'rejected', 'account_unknown', /does not know this user name \(404\)/],
    ['registers too often', refused(423), 'rejected', 'interval_too_brief', /longer registration interval/],
    ['meets a carrier in trouble', refused(503), 'rejected', 'carrier_failure', /at the moment \(503 No\)/],
    ['meets a code nobody knows', refused(499), 'rejected', 'refused', /refuses the registration \(499 No\)/],
    ['was refused and now waits a little', { ...refused(403), outcome: waiting(1000) }, 'rejected', 'forbidden', /403/],
    [
      'was refused and now gets no answer',
      { ...refused(403), outcome: waiting(5000) },
      'unreachable',
      'no_answer',
      /./,
    ],
    [
      'has a name that does not resolve',
      { ...asterisk('offline', 'Unregistered'), silence: 'name_not_resolved' },
      'unreachable',
      'name_not_resolved',
      /does not resolve/,
    ],
    [
      'is sent away by the host',
      { ...asterisk('online', 'Rejected'), silence: 'connection_refused' },
      'unreachable',
      'connection_refused',
      /refuses the connection/,
    ],
  ])('given a trunk that %s, then its state says so', (_, given, status, code, reason) => {
    const state = trunkState(facts(given));
    expect(state).toMatchObject({ status, code });
    expect(state.advice === null).toBe(code === null);
    if (reason === null) expect(state.reason).toBeNull();
    else expect(state.reason).toMatch(reason);
  });

  it('tells the code of the carrier, its own words and the time of the next try', () => {
    const barred = refused(403, 'Forbidden');
    const lastAnswer = { ...barred.lastAnswer, warning: 'Unpaid bill' } as RegistrationOutcome;
    const state = trunkState(facts({ ...barred, lastAnswer }));
    expect(state).toMatchObject({ sipCode: 403, nextRetryAt: '2026-11-24T04:00:29.000Z' });
    expect(state.reason).toContain('It says: “Unpaid bill”.');
  });

  it('tells how long the carrier wants to be left alone', () => {
    const busy = refused(503, 'Service Unavailable');
    const lastAnswer = { ...busy.lastAnswer, retryAfterSeconds: 120 } as RegistrationOutcome;
    expect(trunkState(facts({ ...busy, lastAnswer })).reason).toMatch(
      /\(503 Service Unavailable\)\. It asks to wait 120 s\.$/,
    );
  });
});
