import { expect, it } from 'vitest';
import { totalsLine } from './totals.js';

it('leaves the skipped tests out when there are none', () => {
  expect(totalsLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});

it('names the skipped tests last', () => {
  expect(totalsLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
