import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ConfigDiff, ConfigRevision } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readPage } from './pages';
import { request } from './request';

/** Changes of the configuration, newest first, page after page. */
export const configRevisionsQuery = infiniteQueryOptions({
  queryKey: ['config-revisions'],
  queryFn: ({ pageParam, signal }) =>
    readPage<ConfigRevision>('/config-revisions', { limit: 100, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** One revision. Its key begins as that of the list: a change makes both old. */
export const configRevisionQuery = (number: string) =>
  queryOptions({
    queryKey: ['config-revisions', number],
    queryFn: async ({ signal }) =>
      (await request<ConfigRevision>('GET', `/config-revisions/${encodeURIComponent(number)}`, { signal })).body,
  });

/** What a revision changed in the files of Asterisk. */
export const configDiffQuery = (number: number) =>
  queryOptions({
    queryKey: ['config-revisions', String(number), 'diff'],
    queryFn: async ({ signal }) =>
      (await request<ConfigDiff>('GET', `/config-revisions/${number}/diff`, { signal })).body,
  });

/** Undoes a revision by a new one. */
export const rollBackRevision = (number: number) =>
  changeConfig<ConfigRevision>('POST', `/config-revisions/${number}/rollback`);
