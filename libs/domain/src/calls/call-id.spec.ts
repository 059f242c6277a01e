import { describe, expect, it } from 'vitest';
import { callIdOf } from './call-id.js';

describe('callIdOf', () => {
  it('never changes: stored records carry it', () => {
    expect(callIdOf('node-1', 'node-1-1795489983.2')).toMatchInlineSnapshot(`"1b827068-e16c-5fc7-9c19-7e3e16ff9ee5"`);
  });

  it('differs for the same linkedid on another node', () => {
    expect(callIdOf('node-1', '1795489983.2')).not.toBe(callIdOf('node-2', '1795489983.2'));
  });
});
