import { queryOptions } from '@tanstack/react-query';
import type { RingGroup, RingGroupCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All ring groups. */
export const ringGroupsQuery = queryOptions({
  queryKey: ['ring-groups'],
  queryFn: ({ signal }) => readAll<RingGroup>('/ring-groups', signal),
});

export const createRingGroup = (body: RingGroupCreate) => changeConfig<RingGroup>('POST', '/ring-groups', body);
