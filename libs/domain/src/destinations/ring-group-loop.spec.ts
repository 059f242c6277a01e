import { describe, expect, it } from 'vitest';
import { type LinkedGroup, ringGroupLoop } from './ring-group-loop.js';

const group = (id: string, to: string | null): LinkedGroup => ({
  id,
  noAnswer: to === null ? null : { type: 'ring_group', ringGroupId: to },
});

function loopOf(start: string, ...groups: LinkedGroup[]): string[] | null {
  const byId = new Map(groups.map((each) => [each.id, each]));
  const first = byId.get(start) ?? expect.fail('no such group');
  return ringGroupLoop(first, (id) => byId.get(id))?.map(({ id }) => id) ?? null;
}

describe('ringGroupLoop', () => {
  it('is none where a chain ends', () => {
    expect(loopOf('a', group('a', 'b'), group('b', 'c'), group('c', null))).toBeNull();
    expect(loopOf('a', group('a', 'gone'))).toBeNull();
    expect(loopOf('a', { id: 'a', noAnswer: { type: 'hangup', cause: 'busy' } })).toBeNull();
  });

  it('is told from the group back to it', () => {
    expect(loopOf('a', group('a', 'a'))).toEqual(['a', 'a']);
    expect(loopOf('b', group('a', 'b'), group('b', 'c'), group('c', 'a'))).toEqual(['b', 'c', 'a', 'b']);
  });

  it('is none of a group that leads into one without being in it', () => {
    expect(loopOf('a', group('a', 'b'), group('b', 'c'), group('c', 'b'))).toBeNull();
  });
});
