import { expect, it } from 'vitest';
import { nextRegisterIn } from './registration-retries.js';

it.each([
  [401, null, 5],
  [403, null, 30],
  [404, null, 30],
  [404, 120, 120],
  [404, 0, 30],
  [408, null, 5],
  [503, null, 5],
  [503, 120, 120],
  [603, null, 5],
])('after a %i that asks to wait %s s the next REGISTER goes out in %i s', (sipCode, retryAfter, seconds) => {
  expect(nextRegisterIn(sipCode, retryAfter)).toBe(seconds);
});
