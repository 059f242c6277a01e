import { describe, expect, it } from 'vitest';
import { callerId } from './caller-id.js';

describe('callerId', () => {
  it('replaces what the parser of caller ids gives a meaning to', () => {
    expect(callerId('Anna "the <boss>" \\', '1001')).toBe(`"Anna 'the (boss)' /" <1001>`);
  });

  it.each([
    ['é'.repeat(100), 'é'.repeat(39)],
    ['😀'.repeat(50), '😀'.repeat(19)],
    [`${'x'.repeat(78)} yz`, 'x'.repeat(78)],
  ])('given %s, then it ends after the last whole character that fits into 79 bytes', (name, fits) => {
    expect(callerId(name, '1001')).toBe(`"${fits}" <1001>`);
  });
});
