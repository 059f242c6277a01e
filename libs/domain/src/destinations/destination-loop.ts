import type { Destination } from '@trunkline/contracts';
import type { PbxSnapshot } from '../snapshot/pbx-snapshot.js';

/** A kind of resource that a call can be led through. */
export type WaypointKind = 'ring_group' | 'announcement';

/** A resource that leads a call on: `next` is where it goes that nobody in the group took, or that heard the announcement. */
export interface Waypoint {
  kind: WaypointKind;
  id: string;
  name: string;
  next: Destination | null;
}

/** A ring group as a place that calls are led through. */
export const groupWaypoint = (group: { id: string; name: string; noAnswer: Destination | null }): Waypoint => ({
  ...{ kind: 'ring_group', id: group.id, name: group.name, next: group.noAnswer },
});

/** An announcement as a place that calls are led through. */
export const announcementWaypoint = (announcement: {
  id: string;
  name: string;
  next: Destination | null;
}): Waypoint => ({
  ...{ kind: 'announcement', id: announcement.id, name: announcement.name, next: announcement.next },
});

/** How the places of a snapshot are found by their ids. */
export function waypointsOf(snapshot: PbxSnapshot): (id: string) => Waypoint | undefined {
  const all = [...snapshot.ringGroups.map(groupWaypoint), ...snapshot.announcements.map(announcementWaypoint)];
  const byId = new Map(all.map((each) => [each.id, each]));
  return (id) => byId.get(id);
}

/**
 * The places that a call to `start` goes through until it is back at it: that one first and last. Null when it does not
 * come back.
 */
export function destinationLoop(start: Waypoint, find: (id: string) => Waypoint | undefined): Waypoint[] | null {
  const way = [start];
  const seen = new Set<string>();
  for (let at = after(start, find); at !== undefined; at = after(at, find)) {
    way.push(at);
    if (at.id === start.id) return way;
    // A loop further on is that of others.
    if (seen.has(at.id)) return null;
    seen.add(at.id);
  }
  return null;
}

function after({ next }: Waypoint, find: (id: string) => Waypoint | undefined): Waypoint | undefined {
  switch (next?.type) {
    case 'ring_group':
      return find(next.ringGroupId);
    case 'announcement':
      return find(next.announcementId);
    case 'extension':
    case 'voicemail':
    case 'external':
    case 'hangup':
    case undefined:
      return undefined;
  }
}
