import { useInfiniteQuery } from '@tanstack/react-query';
import type { ExtensionStateChange } from '@trunkline/contracts';
import { stateHistoryQuery } from '../../api/state-history';
import { StateTimeline } from '../../shared/state-timeline';
import { ExtensionStatus } from './extension-state';

/** How the state of an extension changed. */
export function ExtensionHistory({ id }: { id: string }) {
  const query = useInfiniteQuery(stateHistoryQuery<ExtensionStateChange>('extensions', id));
  return (
    <StateTimeline
      changes={query.data?.pages.flatMap((page) => page.items)}
      error={query.error}
      badge={({ status }) => <ExtensionStatus status={status} />}
      more={query}
    />
  );
}
