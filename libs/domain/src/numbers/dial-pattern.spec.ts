import { dialPatternSchema } from '@trunkline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesDialPattern, misfitOf, rewriteNumber } from './dial-pattern.js';

/** The same pattern as a regular expression: an independent second reading of the rules. */
function asRegExp(match: string): RegExp {
  const body = match
    .replace(/[+*]/g, '\\$&')
    .replace(/\.$/, '[\\s\\S]+')
    .replace(/X/g, '[0-9]')
    .replace(/Z/g, '[1-9]')
    .replace(/N/g, '[2-9]');
  return new RegExp(`^${body}$`);
}

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const set = fc.oneof(
  fc.array(digit, { minLength: 1, maxLength: 4 }).map((digits) => `[${digits.join('')}]`),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => `[${Math.min(a, b)}-${Math.max(a, b)}]`),
);
const element = fc.oneof({ arbitrary: digit, weight: 3 }, fc.constantFrom('+', '*', '#', 'X', 'Z', 'N'), set);
const pattern = fc
  .tuple(fc.array(element, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([elements, open]) => elements.join('') + (open ? '.' : ''));
const dialled = fc.array(fc.constantFrom(...'0123456789+*#'), { maxLength: 8 }).map((c) => c.join(''));

describe('matchesDialPattern', () => {
  it.each([
    ['00X.', '0015550100001', true],
    ['00X.', '00', false],
    ['00X.', '001', false],
    ['1XXX', '1001', true],
    ['1XXX', '10011', false],
    ['NXX', '199', false],
    ['ZXX', '199', true],
    ['+1[2-4]X', '+135', true],
    ['+1[2-4]X', '+155', false],
    ['[135]0', '30', true],
    ['[0-13-4]', '2', false],
    ['*72', '*72', true],
    ['[5-2]', '3', false],
  ])('given %s, when %s is dialled, then it takes it: %s', (match, number, taken) => {
    expect(matchesDialPattern(match, number)).toBe(taken);
  });

  it.each([
    ['0[2-4]X', '051', { at: 2, wants: '[2-4]', has: '5' }],
    ['0[2-4]X', '03', { at: 3, wants: 'X', has: null }],
    ['0[2-4]X', '0345', { at: 4, wants: null, has: '5' }],
    ['00.', '00', { at: 3, wants: '.', has: null }],
    ['00.', '00#', null],
  ])('given %s, when %s is dialled, then it tells where it does not fit: %o', (match, number, misfit) => {
    expect(misfitOf(match, number)).toEqual(misfit);
  });

  it('agrees with a second reading of the rules on any pattern and number', () => {
    fc.assert(
      fc.property(pattern, dialled, (match, number) => {
        fc.pre(dialPatternSchema.safeParse({ match }).success);
        expect(matchesDialPattern(match, number)).toBe(asRegExp(match).test(number));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes every number that is made from the pattern', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('X', 'Z', 'N', '0', '+'), { minLength: 1, maxLength: 8 }), (elements) => {
        const number = elements.map((e) => (e === 'X' || e === 'N' || e === 'Z' ? '7' : e)).join('');
        expect(matchesDialPattern(elements.join(''), number)).toBe(true);
        expect(matchesDialPattern(`${elements.join('')}.`, number)).toBe(false);
      }),
    );
  });
});

describe('rewriteNumber', () => {
  it('removes characters from the front, then puts others there', () => {
    expect(rewriteNumber({ match: '0.', strip: 1, prepend: '+49' }, '030123')).toBe('+4930123');
  });
});
