import { describe, expect, it } from 'vitest';
import { placeIn } from './spool-place.js';

describe('placeIn', () => {
  it('begins a file that nobody read at its start', () => {
    expect(placeIn({ fileId: 'a', size: 10 }, new Map())).toEqual({ fileId: 'a', offset: 0, truncated: false });
  });

  it('goes on where reading stopped, under any name', () => {
    const offsets = new Map([['a', 7]]);
    expect(placeIn({ fileId: 'a', size: 10 }, offsets)).toEqual({ fileId: 'a', offset: 7, truncated: false });
  });

  it('begins anew under another id when the file is shorter than what was read, and stays there', () => {
    const offsets = new Map([
      ['a', 7],
      ['ab', 99],
    ]);
    expect(placeIn({ fileId: 'a', size: 3 }, offsets)).toEqual({ fileId: 'a#1', offset: 0, truncated: true });
    offsets.set('a#1', 3);
    expect(placeIn({ fileId: 'a', size: 8 }, offsets)).toEqual({ fileId: 'a#1', offset: 3, truncated: false });
    offsets.set('a#1', 8);
    expect(placeIn({ fileId: 'a', size: 1 }, offsets).fileId).toBe('a#2');
  });
});
