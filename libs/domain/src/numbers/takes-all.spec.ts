import { describe, expect, it } from 'vitest';
import { type Conditions, takesAllOf } from './takes-all.js';

const every: Conditions = { numbers: [], trunkIds: [], callers: [], schedule: null };
const exact = (number: string) => ({ type: 'exact', number }) as const;
const prefix = (digits: string) => ({ type: 'prefix', prefix: digits }) as const;
const range = (from: string, to: string) => ({ type: 'range', from, to }) as const;
const during = (state: 'open' | 'closed' | 'holiday', scheduleId = 'a') => ({ scheduleId, state });

describe('a route takes all of another one', () => {
  it.each<[string, Partial<Conditions>, Partial<Conditions>, boolean]>([
    ['without conditions', {}, { numbers: [exact('1')], trunkIds: ['t'], schedule: during('open') }, true],
    ['not with more of them', { trunkIds: ['t'] }, {}, false],
    ['with a prefix of its number', { numbers: [prefix('+49')] }, { numbers: [exact('4930')] }, true],
    ['with a prefix of its prefix', { numbers: [prefix('49')] }, { numbers: [prefix('+4930')] }, true],
    ['not with a longer prefix', { numbers: [prefix('4930')] }, { numbers: [prefix('49')] }, false],
    ['with a range around its range', { numbers: [range('100', '199')] }, { numbers: [range('120', '130')] }, true],
    ['not with a range beside it', { numbers: [range('100', '199')] }, { numbers: [range('190', '210')] }, false],
    ['not with a range of a prefix', { numbers: [range('100', '199')] }, { numbers: [prefix('1')] }, false],
    ['with one of its numbers for each', { numbers: [exact('1'), exact('2')] }, { numbers: [exact('2')] }, true],
    ['not of all numbers', { numbers: [exact('1')] }, {}, false],
    ['with its trunks', { trunkIds: ['a', 'b'] }, { trunkIds: ['b'] }, true],
    ['not with fewer trunks', { trunkIds: ['a'] }, { trunkIds: ['a', 'b'] }, false],
    ['with a prefix of its callers', { callers: [prefix('49')] }, { callers: [prefix('+4930')] }, true],
    ['not with callers that show a number', { callers: [prefix('49')] }, { callers: [{ type: 'anonymous' }] }, false],
    ['closed takes holidays', { schedule: during('closed') }, { schedule: during('holiday') }, true],
    ['holidays not closed', { schedule: during('holiday') }, { schedule: during('closed') }, false],
    ['not by another schedule', { schedule: during('open') }, { schedule: during('open', 'b') }, false],
  ])('%s', (_what, earlier, later, takes) => {
    expect(takesAllOf({ ...every, ...earlier }, { ...every, ...later })).toBe(takes);
  });
});
