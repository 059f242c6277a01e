import { announcementWaypoint } from '@trunkline/domain';
import { AnnouncementEntity, AudioFiles } from '@trunkline/persistence';
import { type Resource, refuseDuplicate } from '../config-changes/resource.js';
import type { EntityManager } from '../database/types.js';
import { assertNoLoop } from '../destinations/destination-loops.js';
import { assertReachable } from '../destinations/destinations.js';
import { invalid } from '../http/contract.pipe.js';

export const announcements: Resource<AnnouncementEntity> = {
  kind: 'announcement',
  entity: AnnouncementEntity,
  path: 'announcements',
  nameOf: ({ name }) => name,
};

type Fields = Pick<AnnouncementEntity, 'name' | 'audioId' | 'next'> & { id?: string };

/**
 * What has to hold for an announcement that is stored. @throws DomainError validation_failed or conflict, at the field that
 * does not fit.
 */
export async function assertAnnouncement(manager: EntityManager, announcement: Fields): Promise<void> {
  const [audio] = await AudioFiles.read(manager, [announcement.audioId]);
  if (!audio) throw invalid([{ pointer: '/audioId', message: 'is not the id of an audio file' }]);
  await assertReachable(manager, '/next', announcement.next);
  const { id } = announcement;
  // Nothing leads to one that is not there yet.
  if (id !== undefined) await assertNoLoop(manager, announcementWaypoint({ ...announcement, id }), '/next');
  await refuseDuplicate(manager, announcements, 'name', announcement);
}
