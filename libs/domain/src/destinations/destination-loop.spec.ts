import type { Destination } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { destinationLoop, type Waypoint } from './destination-loop.js';

const group = (id: string, to: string | null): Waypoint => ({
  ...{ kind: 'ring_group', id, name: id },
  next: to === null ? null : { type: 'ring_group', ringGroupId: to },
});
const announcement = (id: string, next: Destination | null): Waypoint => ({
  ...{ kind: 'announcement', id, name: id, next },
});

function loopOf(start: string, ...places: Waypoint[]): string[] | null {
  const byId = new Map(places.map((each) => [each.id, each]));
  const first = byId.get(start) ?? expect.fail('no such place');
  return destinationLoop(first, (id) => byId.get(id))?.map(({ id }) => id) ?? null;
}

describe('destinationLoop', () => {
  it('is none where a chain ends', () => {
    expect(loopOf('a', group('a', 'b'), group('b', 'c'), group('c', null))).toBeNull();
    expect(loopOf('a', group('a', 'gone'))).toBeNull();
    expect(loopOf('a', { ...group('a', null), next: { type: 'hangup', cause: 'busy' } })).toBeNull();
    expect(loopOf('a', announcement('a', { type: 'announcement', announcementId: 'b' }), announcement('b', null))).toBe(
      null,
    );
  });

  it('is told from the place back to it', () => {
    expect(loopOf('a', group('a', 'a'))).toEqual(['a', 'a']);
    expect(loopOf('b', group('a', 'b'), group('b', 'c'), group('c', 'a'))).toEqual(['b', 'c', 'a', 'b']);
  });

  it('is found through announcements as through groups', () => {
    const toGroup = announcement('x', { type: 'ring_group', ringGroupId: 'a' });
    const group: Waypoint = {
      ...toGroup,
      kind: 'ring_group',
      id: 'a',
      next: { type: 'announcement', announcementId: 'x' },
    };
    expect(loopOf('a', group, toGroup)).toEqual(['a', 'x', 'a']);
    expect(loopOf('x', group, toGroup)).toEqual(['x', 'a', 'x']);
    expect(loopOf('x', announcement('x', { type: 'announcement', announcementId: 'x' }))).toEqual(['x', 'x']);
  });

  it('is none of a place that leads into one without being in it', () => {
    expect(loopOf('a', group('a', 'b'), group('b', 'c'), group('c', 'b'))).toBeNull();
  });
});
