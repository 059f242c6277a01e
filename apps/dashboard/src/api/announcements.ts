import { queryOptions } from '@tanstack/react-query';
import type { Announcement, AnnouncementCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All announcements. */
export const announcementsQuery = queryOptions({
  queryKey: ['announcements'],
  queryFn: ({ signal }) => readAll<Announcement>('/announcements', signal),
});

export const createAnnouncement = (body: AnnouncementCreate) =>
  changeConfig<Announcement>('POST', '/announcements', body);
