import {
  announcementWaypoint,
  destinationLinks,
  destinationLoop,
  groupWaypoint,
  type Waypoint,
} from '@trunkline/domain';
import { AnnouncementEntity, RingGroupEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';

/** What is wrong when a call would be led back to where it was, in words; null when it is not. */
export async function loopOf(manager: EntityManager, place: Waypoint): Promise<string | null> {
  if (place.next?.type !== 'ring_group' && place.next?.type !== 'announcement') return null;
  const all = [
    ...(await manager.find(RingGroupEntity)).map(groupWaypoint),
    ...(await manager.find(AnnouncementEntity)).map(announcementWaypoint),
  ];
  const others = new Map(all.map((each) => [each.id, each]));
  const loop = destinationLoop(place, (id) => (id === place.id ? place : others.get(id)));
  return loop && `leads back to this ${place.kind.replace('_', ' ')}: ${loop.map(({ name }) => name).join(' -> ')}`;
}

/** @throws DomainError validation_failed at the id in the destination below `pointer` that leads back to `place`. */
export async function assertNoLoop(manager: EntityManager, place: Waypoint, pointer: string): Promise<void> {
  const message = await loopOf(manager, place);
  if (message === null) return;
  const fields = destinationLinks(place.next).map(({ field }) => ({ pointer: `${pointer}/${field}`, message }));
  throw invalid(fields);
}
