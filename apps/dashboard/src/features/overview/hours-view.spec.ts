import { describe, expect, it } from 'vitest';
import { hourNames, scaleTop } from './hours-view';

const at = (...locals: string[]) =>
  locals.map((local) => ({ start: new Date(local).toISOString(), local, total: 0, answered: 0, failed: 0 }));

describe('the scale of the hours', () => {
  it.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
    [10, 10],
    [11, 20],
    [41, 50],
    [99, 100],
    [101, 200],
    [4321, 5000],
  ])('given at most %i calls in an hour, ends at %i, and its half is a whole number', (most, top) => {
    expect(scaleTop(most)).toBe(top);
    expect(top % 2).toBe(0);
  });
});

describe('the name of an hour', () => {
  it('has its offset where the clock shows it twice, and only there', () => {
    const hours = at('2026-10-25T01:00:00+02:00', '2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00');
    expect(hourNames(hours)).toEqual(['01:00', '02:00 +02:00', '02:00 +01:00']);
  });
});
