import { useInfiniteQuery } from '@tanstack/react-query';
import type { TrunkStateChange } from '@trunkline/contracts';
import { stateHistoryQuery } from '../../api/state-history';
import { StateTimeline } from '../../shared/state-timeline';
import { TrunkStatus } from '../../shared/trunk-status';

/** How the state of a trunk changed. */
export function TrunkHistory({ id }: { id: string }) {
  const query = useInfiniteQuery(stateHistoryQuery<TrunkStateChange>('trunks', id));
  return (
    <StateTimeline
      changes={query.data?.pages.flatMap((page) => page.items)}
      error={query.error}
      badge={({ status }) => <TrunkStatus status={status} />}
      more={query}
    />
  );
}
