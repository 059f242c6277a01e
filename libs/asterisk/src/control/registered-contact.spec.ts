import { describe, expect, it } from 'vitest';
import { registeredContact } from './registered-contact.js';

// As Asterisk 22.10.1 has it for a phone of the lab.
const key = '/registrar/contact/e_x2jj4vrrmb;@712262ffc334a3965c42238e5f952876';
const value =
  '{"via_addr":"127.0.170.10","qualify_timeout":"3.000000","call_id":"1-28119@127.0.170.10","endpoint":"e_x2jj4vrrmb","via_port":"5060","uri":"sip:e_x2jj4vrrmb@127.0.170.10:5060","qualify_frequency":"60","user_agent":"","expiration_time":"1795659269","outbound_proxy":""}';

describe('registeredContact', () => {
  it('reads what Asterisk keeps of a phone', () => {
    expect(registeredContact({ key, value })).toEqual({
      aor: 'e_x2jj4vrrmb',
      uri: 'sip:e_x2jj4vrrmb@127.0.170.10:5060',
      userAgent: null,
      expiresAt: 1_795_659_269_000,
    });
    const named = { key, value: value.replace('"user_agent":""', '"user_agent":"<b>Desk 1.2\\"</b>"') };
    expect(registeredContact(named)?.userAgent).toBe('<b>Desk 1.2"</b>');
  });

  it.each([
    ['another key', { key: '/SomethingElse/x', value }],
    ['text that is no JSON', { key, value: value.slice(0, 60) }],
    ['no URI', { key, value: '{"user_agent":"x"}' }],
    ['nothing', { key: '', value: '' }],
  ])('is null for %s', (_, entry) => {
    expect(registeredContact(entry)).toBeNull();
  });
});
