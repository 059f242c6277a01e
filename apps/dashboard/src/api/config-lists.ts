import type { QueryKey } from '@tanstack/react-query';
import { settingsQuery } from './settings';

/** What is configured: a change by somebody else, or a rollback, can touch any of it. */
export const configLists: QueryKey[] = [
  ['trunks'],
  ['extensions'],
  ['numbers'],
  ['outbound-routes'],
  ['ring-groups'],
  ['announcements'],
  ['certificates'],
  ['schedules'],
  ['inbound-routes'],
  settingsQuery.queryKey,
];
