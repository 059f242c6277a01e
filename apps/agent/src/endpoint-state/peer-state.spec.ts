import { describe, expect, it } from 'vitest';
import { type PeerFacts, peerState } from './peer-state.js';

const contact = { aor: 't_a', uri: 'sip:t_a@192.0.2.7:5070', userAgent: null, expiresAt: null, reach: undefined };
const refusal = { user: 't_a', address: '192.0.2.8', userAgent: null, sipCode: 401, at: 0 };
const facts = (change: Partial<PeerFacts>): PeerFacts => ({
  ...{ enabled: true, ref: 't_a', carrier: '', silentGateways: [], passedOver: [], optionsInterval: 10, now: 0 },
  ...{ lastAnswer: undefined, outcome: undefined, silence: undefined, contacts: [], refusal: undefined },
  asterisk: { endpoint: 'offline', registration: undefined },
  sources: { resolving: [], missing: [], kept: [], sharedWith: null },
  ...change,
});
const online = { endpoint: 'online', registration: undefined };

describe('the state of a trunk whose peer registers', () => {
  it.each<[string, Partial<PeerFacts>, string, string | null, RegExp | null]>([
    ['nobody registered', {}, 'unreachable', 'peer_not_registered', /No PBX has registered as t_a/],
    [
      'one was refused',
      { refusal },
      'rejected',
      'peer_refused',
      /^The PBX at 192\.0\.2\.8 does not have .* \(401\)\.$/,
    ],
    ['one was refused otherwise', { refusal: { ...refusal, sipCode: 403 } }, 'rejected', 'peer_refused', /could not/],
    ['one answers', { asterisk: online, contacts: [contact] }, 'registered', null, null],
    ['a stranger is refused meanwhile', { asterisk: online, contacts: [contact], refusal }, 'registered', null, null],
    [
      'one is silent',
      { contacts: [contact] },
      'unreachable',
      'no_answer',
      /^The PBX at 192\.0\.2\.7:5070 has registered/,
    ],
    ['one is not asked', { contacts: [contact], optionsInterval: 0 }, 'registered', 'not_asked', /not asked/],
    ['Asterisk is away', { asterisk: null }, 'unknown', 'asterisk_away', /Asterisk/],
    ['it is disabled', { enabled: false, contacts: [contact] }, 'disabled', null, null],
  ])('given %s, then it is so', (_, change, status, code, reason) => {
    const state = peerState(facts(change));
    expect(state).toMatchObject({ status, code, nextRetryAt: null });
    expect(state.reason ?? '').toMatch(reason ?? /^$/);
  });
});
