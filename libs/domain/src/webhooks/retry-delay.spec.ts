import { expect, it } from 'vitest';
import { retryDelay, retryDelays } from './retry-delay.js';

it('grows from five seconds, gives up after about three days, and moves by a fifth at most', () => {
  expect(retryDelay(1, 0.5)).toBe(5000);
  expect([retryDelay(1, 0), retryDelay(1, 1)]).toEqual([4000, 6000]);
  expect(retryDelay(retryDelays.length + 1, 0.5)).toBeNull();
  expect(retryDelays).toEqual([...retryDelays].sort((a, b) => a - b));
  const days = retryDelays.reduce((sum, delay) => sum + delay, 0) / 86_400_000;
  expect(days).toBeGreaterThan(2.9);
  expect(days).toBeLessThan(3.1);
});
