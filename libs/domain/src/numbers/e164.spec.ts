import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { e164Of } from './e164.js';

describe('e164Of', () => {
  it.each([
    ['+15550100001', '+15550100001'],
    ['+49 (30) 123-456', '+4930123456'],
    ['+0155501000', null],
    ['+123', null],
    ['+1234567890123456', null],
    ['0015550100001', null],
    ['15550100001', null],
    ['anonymous', null],
    ['', null],
    [null, null],
  ])('without a country takes %s for %s', (raw, expected) => {
    expect(e164Of(raw)).toBe(expected);
  });

  it.each([
    ['0015550100001', 'DE', '+15550100001'],
    ['030123456', 'DE', '+4930123456'],
    ['(030) 123-456', 'DE', '+4930123456'],
    ['30123456', 'DE', null],
    ['1001', 'DE', null],
    ['112', 'DE', null],
    ['0114930123456', 'US', '+4930123456'],
    ['15550100001', 'US', '+15550100001'],
    ['5550100001', 'US', '+15550100001'],
    ['5550100', 'US', null],
    ['911', 'US', null],
    ['*8100', 'US', null],
    ['0612345678', 'FR', '+33612345678'],
    ['0301234567', 'IT', '+390301234567'],
    ['612345678', 'ES', '+34612345678'],
    ['200&PJSIP/x', 'US', null],
    ['+4930123456', 'US', '+4930123456'],
    ['5550100001', 'ZZ', null],
  ])('takes %s as %s dials it for %s', (raw, country, expected) => {
    expect(e164Of(raw, country)).toBe(expected);
  });

  it('gives a plus and 7 to 15 digits or nothing, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9*#]{0,20}$/)), (raw) => {
        expect(e164Of(raw, 'DE') ?? '+1234567').toMatch(/^\+\d{7,15}$/);
      }),
    );
  });
});
