import { expect, it } from 'vitest';
import { testCallChannel, testedNumber } from './test-call.js';

const id = '01a21cd9-b7b2-7221-bc12-c0935cc4375b';

it('tells the number from the channel that calls it, and of no other channel', () => {
  expect(testedNumber(testCallChannel('+15550100002', id))).toBe('+15550100002');
  for (const other of ['1795777441.7', `test-${id}`, `test-abc-${id}`, `test-123-${id}x`])
    expect(testedNumber(other)).toBeNull();
});
