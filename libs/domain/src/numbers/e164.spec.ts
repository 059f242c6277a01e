import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { e164Of } from './e164.js';

const germany = { callingCode: '49', international: '00', national: '0' };
const america = { callingCode: '1', international: '011', national: '1' };

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
  ])('without rules takes %s for %s', (raw, expected) => {
    expect(e164Of(raw)).toBe(expected);
  });

  it.each([
    ['0015550100001', germany, '+15550100001'],
    ['030123456', germany, '+4930123456'],
    ['1001', germany, null],
    ['0114930123456', america, '+4930123456'],
    ['15550100001', america, '+15550100001'],
    ['*8100', america, null],
  ])('takes %s by the rules of a country', (raw, rules, expected) => {
    expect(e164Of(raw, rules)).toBe(expected);
  });

  it('gives a plus and 7 to 15 digits or nothing, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9*#]{0,20}$/)), (raw) => {
        expect(e164Of(raw, germany) ?? '+1234567').toMatch(/^\+\d{7,15}$/);
      }),
    );
  });
});
