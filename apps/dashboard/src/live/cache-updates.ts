import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Extension, LiveEvent, Trunk } from '@trunkline/contracts';
import { configLists } from '../api/config-lists';
import { configRevisionsQuery } from '../api/config-revisions';
import { extensionsQuery } from '../api/extensions';
import { overviewQuery } from '../api/overview';
import { isLong } from '../api/pages';
import { systemQuery } from '../api/system';
import { trunksQuery } from '../api/trunks';
import { webhooksQuery } from '../api/webhooks';

const RECORD_COMES_AFTER_MS = 1500;
/** On a machine that is full, records come later than calls. */
const RECORD_MAY_TAKE_MS = 12_000;
/** Figures of many calls cost the server more than a list does. */
const OVERVIEW_EVERY_MS = 3000;
/** Whoever imports many things makes many revisions. */
const CONFIG_EVERY_MS = 1000;

/** Carries the live stream into what the pages have read: states at once, lists by reading them again. */
export function cacheUpdates(queries: QueryClient) {
  const readHistoryAgain = gathered(RECORD_COMES_AFTER_MS, () => {
    void queries.invalidateQueries({ queryKey: ['call-records'], predicate: ({ state }) => isOnePage(state.data) });
  });
  const readLateRecords = gathered(RECORD_MAY_TAKE_MS, () => {
    readHistoryAgain();
    readOverviewAgain();
  });
  const readOverviewAgain = gathered(OVERVIEW_EVERY_MS, () => {
    void queries.invalidateQueries({ queryKey: overviewQuery.queryKey });
  });

  const readConfigAgain = gathered(CONFIG_EVERY_MS, () => {
    for (const queryKey of configLists)
      void queries.invalidateQueries({ queryKey, predicate: ({ state }) => !isLong(state.data) });
  });

  /** Puts a state into a list, which is as old afterwards as it was before: what is not in it yet is still to be read. */
  function putState<T extends { id: string; state: unknown }>(queryKey: QueryKey, id: string, state: T['state']): void {
    const updatedAt = queries.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
    queries.setQueryData<T[]>(queryKey, (all) => all?.map((one) => (one.id === id ? { ...one, state } : one)), {
      updatedAt,
    });
  }

  function onEvent(event: LiveEvent): void {
    switch (event.type) {
      case 'trunk.state': {
        const { trunkId, ...state } = event.data;
        putState<Trunk>(trunksQuery.queryKey, trunkId, state);
        void queries.invalidateQueries({ queryKey: ['trunks', trunkId] });
        readOverviewAgain();
        return;
      }
      case 'trunk.alarm':
        void queries.invalidateQueries({ queryKey: ['trunks', event.data.trunkId] });
        readOverviewAgain();
        return;
      case 'extension.state': {
        const { extensionId, ...state } = event.data;
        putState<Extension>(extensionsQuery.queryKey, extensionId, state);
        void queries.invalidateQueries({ queryKey: ['extensions', extensionId] });
        readOverviewAgain();
        return;
      }
      case 'config.applied':
      case 'config.failed':
        void queries.invalidateQueries({ queryKey: configRevisionsQuery.queryKey });
        void queries.invalidateQueries({ queryKey: systemQuery.queryKey });
        readConfigAgain();
        return;
      case 'call.ended':
        readHistoryAgain();
        readOverviewAgain();
        readLateRecords();
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

  /** A snapshot means that events may have been missed, such as the end of a call whose record is still to come. */
  function onSnapshot(): void {
    readLateRecords();
    for (const { queryKey } of [trunksQuery, extensionsQuery, configRevisionsQuery, overviewQuery]) {
      void queries.invalidateQueries({ queryKey });
    }
  }

  return { onEvent, onSnapshot };
}

/** Does the action once for all the wishes of `ms` milliseconds, and once more for those that came meanwhile. */
function gathered(ms: number, action: () => void): () => void {
  let pending = false;
  let again = false;
  const begin = () => {
    pending = true;
    setTimeout(() => {
      pending = false;
      action();
      if (again) begin();
      again = false;
    }, ms);
  };
  return () => {
    if (pending) again = true;
    else begin();
  };
}

/** Whoever has paged back in the history keeps what they look at. */
function isOnePage(data: unknown): boolean {
  return ((data as InfiniteData<unknown> | undefined)?.pages.length ?? 0) <= 1;
}
