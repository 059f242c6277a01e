import { expect, it } from 'vitest';
import { renderPhones } from './phones.js';

const phone = { number: '1001', sipUsername: 'e_abcdefghij', secret: 's3cret' };

it('writes endpoint, auth, AOR and registration of each phone', () => {
  const text = renderPhones([phone, { ...phone, number: '1002' }], '127.0.0.2');
  expect(text.match(/type = auth/g)).toHaveLength(2);
  expect(text).toContain('client_uri = sip:e_abcdefghij@127.0.0.2:5060');
  expect(text).toContain('password = s3cret');
});

it.each([{ secret: 'a;b' }, { secret: 'a\nb' }, { sipUsername: 'e_x]' }, { number: '1001 x' }])(
  'refuses %j',
  (wrong) => {
    expect(() => renderPhones([{ ...phone, ...wrong }], '127.0.0.2')).toThrow('cannot be written');
  },
);
