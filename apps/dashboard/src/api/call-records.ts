import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CallRecord, CallRecordQuery } from '@trunkline/contracts';
import { readPage } from './pages';
import { request } from './request';

/** What a person may filter the history by. */
export type CallRecordFilter = Omit<CallRecordQuery, 'limit' | 'cursor'>;

/** The history, newest first, page after page. */
export const callRecordsQuery = (filter: CallRecordFilter) =>
  infiniteQueryOptions({
    queryKey: ['call-records', filter],
    queryFn: ({ pageParam, signal }) =>
      readPage<CallRecord>('/call-records', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const callRecordQuery = (id: string) =>
  queryOptions({
    queryKey: ['call-record', id],
    queryFn: async ({ signal }) => (await request<CallRecord>('GET', `/call-records/${id}`, { signal })).body,
  });
