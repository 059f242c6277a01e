import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ConfigRevision } from '@trunkline/contracts';
import { readPage } from './pages';

/** Changes of the configuration, newest first, page after page. */
export const configRevisionsQuery = infiniteQueryOptions({
  queryKey: ['config-revisions'],
  queryFn: ({ pageParam, signal }) =>
    readPage<ConfigRevision>('/config-revisions', { limit: 50, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
