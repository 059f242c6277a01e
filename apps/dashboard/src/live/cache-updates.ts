import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Extension, LiveEvent, Trunk } from '@trunkline/contracts';
import { configRevisionsQuery } from '../api/config-revisions';
import { extensionsQuery } from '../api/extensions';
import { systemQuery } from '../api/system';
import { trunksQuery } from '../api/trunks';
import { webhooksQuery } from '../api/webhooks';

const RECORD_COMES_AFTER_MS = 1500;

/** Carries the live stream into what the pages have read: states at once, lists by reading them again. */
export function cacheUpdates(queries: QueryClient) {
  let pending: ReturnType<typeof setTimeout> | undefined;

  function readHistoryAgain(): void {
    if (pending !== undefined) return;
    pending = setTimeout(() => {
      pending = undefined;
      void queries.invalidateQueries({ queryKey: ['call-records'], predicate: ({ state }) => isOnePage(state.data) });
    }, RECORD_COMES_AFTER_MS);
  }

  function onEvent(event: LiveEvent): void {
    switch (event.type) {
      case 'trunk.state': {
        const { trunkId, ...state } = event.data;
        queries.setQueryData(trunksQuery.queryKey, (all) =>
          all?.map((trunk) => withState<Trunk>(trunk, trunkId, state)),
        );
        void queries.invalidateQueries({ queryKey: ['trunks', trunkId] });
        return;
      }
      case 'extension.state': {
        const { extensionId, ...state } = event.data;
        queries.setQueryData(extensionsQuery.queryKey, (all) =>
          all?.map((extension) => withState<Extension>(extension, extensionId, state)),
        );
        void queries.invalidateQueries({ queryKey: ['extensions', extensionId] });
        return;
      }
      case 'config.applied':
      case 'config.failed':
        void queries.invalidateQueries({ queryKey: configRevisionsQuery.queryKey });
        void queries.invalidateQueries({ queryKey: systemQuery.queryKey });
        return;
      case 'call.ended':
        readHistoryAgain();
        return;
      case 'webhook.disabled':
        void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
        return;
      case 'call.started':
      case 'call.updated':
      case 'call.merged':
        return;
    }
  }

  /** A snapshot means that events may have been missed. */
  function onSnapshot(): void {
    for (const { queryKey } of [trunksQuery, extensionsQuery, configRevisionsQuery]) {
      void queries.invalidateQueries({ queryKey });
    }
  }

  return { onEvent, onSnapshot };
}

function withState<T extends { id: string; state: unknown }>(resource: T, id: string, state: T['state']): T {
  return resource.id === id ? { ...resource, state } : resource;
}

/** Whoever has paged back in the history keeps what they look at. */
function isOnePage(data: unknown): boolean {
  return ((data as InfiniteData<unknown> | undefined)?.pages.length ?? 0) <= 1;
}
