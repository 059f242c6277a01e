import { describe, expect, it } from 'vitest';
import { calledPatterns, isCalled, isCaller } from './called-patterns.js';
import { matchesDialPattern } from './dial-pattern.js';

const range = (from: string, to: string) => ({ type: 'range', from, to }) as const;

describe('called numbers', () => {
  it.each([
    ['100', '199', ['1XX']],
    ['100', '100', ['100']],
    ['100', '102', ['10[0-2]']],
    ['4930100', '4930249', ['49301XX', '49302[0-4]X']],
    ['105', '317', ['10[5-9]', '1[1-9]X', '2XX', '30X', '31[0-7]']],
    ['000', '999', ['XXX']],
  ])('from %s to %s are %j', (from, to, patterns) => {
    expect(calledPatterns(range(`+${from}`, to))).toEqual(patterns);
  });

  it('of a range are taken by exactly one of its patterns, and no others are', () => {
    for (let round = 0; round < 60; round += 1) {
      const [a, b] = [(round * 7919) % 1000, (round * 104_729 + 17) % 1000];
      const given = range(String(Math.min(a, b)).padStart(3, '0'), String(Math.max(a, b)).padStart(3, '0'));
      const patterns = calledPatterns(given);
      for (let n = 0; n < 1000; n += 1) {
        const number = String(n).padStart(3, '0');
        const taken = patterns.filter((pattern) => matchesDialPattern(pattern, number)).length;
        expect([number, taken]).toEqual([number, isCalled(given, number) ? 1 : 0]);
      }
    }
  });

  it('have a plus or none', () => {
    expect(isCalled({ type: 'exact', number: '+4930' }, '4930')).toBe(true);
    expect(isCalled({ type: 'prefix', prefix: '4930' }, '+493012')).toBe(true);
    expect(isCalled({ type: 'prefix', prefix: '4930' }, '4931')).toBe(false);
    expect(isCalled(range('+10', '+19'), '150')).toBe(false);
    expect(calledPatterns({ type: 'prefix', prefix: '+4930' })).toEqual(['4930!']);
  });
});

it('callers begin so, or show no number', () => {
  const germans = [{ type: 'prefix', prefix: '+49' } as const];
  expect(isCaller([], null)).toBe(true);
  expect(isCaller(germans, '4930')).toBe(true);
  expect(isCaller(germans, '+4930')).toBe(true);
  expect(isCaller(germans, '030')).toBe(false);
  expect(isCaller(germans, null)).toBe(false);
  expect(isCaller([{ type: 'anonymous' }], null)).toBe(true);
  expect(isCaller([...germans, { type: 'anonymous' }], '49')).toBe(true);
});
