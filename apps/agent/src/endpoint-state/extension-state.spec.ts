import { describe, expect, it } from 'vitest';
import { type ExtensionFacts, extensionState } from './extension-state.js';

const sipUsername = 'e_aaaaaaaaaa';
const refusal = (sipCode: number, user = sipUsername) => ({
  ...{ user, address: '192.0.2.9', userAgent: 'Desk 1', sipCode, at: Date.parse('2026-11-26T01:00:00Z') },
});
const contact = (uri = `sip:${sipUsername}@192.0.2.9:5062`) => ({
  ...{ aor: sipUsername, uri, userAgent: 'Desk 1', expiresAt: Date.parse('2026-11-26T02:00:00Z') },
  reach: { reachable: true, roundTripMs: 12 },
});
const facts = (change: Partial<ExtensionFacts>): ExtensionFacts => ({
  ...{ enabled: true, sipUsername, asterisk: { endpoint: 'offline' }, contacts: [], refusal: undefined },
  ...change,
});

describe('extensionState', () => {
  it.each<[string, Partial<ExtensionFacts>, string, string | null, RegExp | null]>([
    ['is disabled', { enabled: false, refusal: refusal(401) }, 'disabled', null, null],
    ['has no Asterisk', { asterisk: null }, 'unknown', 'asterisk_away', /not reachable/],
    ['is not in Asterisk yet', { asterisk: { endpoint: undefined } }, 'unknown', 'not_in_asterisk', /does not have/],
    ['has a phone', { asterisk: { endpoint: 'online' }, contacts: [contact()] }, 'online', null, null],
    [
      'has a phone and another without the secret',
      { asterisk: { endpoint: 'online' }, refusal: refusal(401) },
      'online',
      null,
      null,
    ],
    ['has no phone', {}, 'offline', 'not_registered', /^No phone is registered\.$/],
    [
      'has a silent phone',
      { contacts: [contact()] },
      'offline',
      'no_answer',
      /phone at 192\.0\.2\.9:5062 is registered and does not answer/,
    ],
    [
      'has two',
      { contacts: [contact(), contact('sip:x@[2001:db8::1]:5060')] },
      'offline',
      'no_answer',
      /:5062 and 1 more/,
    ],
    [
      'has a phone with a wrong secret',
      { refusal: refusal(401) },
      'offline',
      'wrong_secret',
      /phone at 192\.0\.2\.9 does not have the right secret.*\(401\)/,
    ],
    [
      'has a phone that uses the number',
      { refusal: refusal(401, '1001') },
      'offline',
      'wrong_user_name',
      /registers as 1001, which is the number/,
    ],
    [
      'has a phone with too many addresses',
      { refusal: refusal(403) },
      'offline',
      'too_many_contacts',
      /more addresses/,
    ],
    ['meets a code nobody knows', { refusal: refusal(500) }, 'offline', 'refused', /could not register \(500\)/],
  ])('given an extension that %s, then its state says so', (_, given, status, code, reason) => {
    const state = extensionState(facts(given));
    expect(state).toMatchObject({ status, code });
    expect(state.advice === null).toBe(code === null);
    if (reason === null) expect(state.reason).toBeNull();
    else expect(state.reason).toMatch(reason);
  });

  it('shows every phone with address, user agent, time and reach', () => {
    const uri = 'sip:x@[2001:db8::1]:5060;transport=tcp';
    const { contacts } = extensionState(facts({ contacts: [contact(), { ...contact(uri), reach: undefined }] }));
    const named = { userAgent: 'Desk 1', expiresAt: '2026-11-26T02:00:00.000Z' };
    expect(contacts).toEqual([
      { ...named, uri: contact().uri, address: '192.0.2.9:5062', reachable: true, roundTripMs: 12 },
      { ...named, uri, address: '[2001:db8::1]:5060', reachable: null, roundTripMs: null },
    ]);
  });

  it('keeps the refusal of one phone beside another that works', () => {
    const { refused } = extensionState(facts({ asterisk: { endpoint: 'online' }, refusal: refusal(401) }));
    expect(refused).toMatchObject({ code: 'wrong_secret', sipCode: 401, at: '2026-11-26T01:00:00.000Z' });
  });
});
