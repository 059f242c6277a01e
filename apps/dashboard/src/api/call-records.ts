import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CallRecord, CallRecordFilter, CallRecordsReport } from '@trunkline/contracts';
import { readPage } from './pages';
import { addressOf, request } from './request';

export type { CallRecordFilter };

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

/** Whether records of the last day are missing; asked again every minute. */
export const callRecordsReportQuery = queryOptions({
  queryKey: ['call-records-report'],
  queryFn: async ({ signal }) => (await request<CallRecordsReport>('GET', '/call-records/report', { signal })).body,
  refetchInterval: 60_000,
});

/** Where the CSV file of the records that fit the filter is. */
export const exportAddress = (filter: CallRecordFilter): string => addressOf('/call-records.csv', filter);
