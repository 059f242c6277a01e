import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ExtensionStateChange, TrunkStateChange } from '@trunkline/contracts';
import { readPage } from './pages';

/** How the state of a trunk or an extension changed, newest first. */
export const stateHistoryQuery = <T extends TrunkStateChange | ExtensionStateChange>(
  kind: 'trunks' | 'extensions',
  id: string,
) =>
  infiniteQueryOptions({
    queryKey: [kind, id, 'state-history'],
    queryFn: ({ pageParam, signal }) =>
      readPage<T>(`/${kind}/${id}/state-history`, { limit: 10, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
