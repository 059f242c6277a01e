import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CallRecord, CallRecordFilter, CallRecordSort, CallRecordsReport } from '@trunkline/contracts';
import { readPage } from './pages';
import { addressOf, request } from './request';

/** Which call records, and in which order. */
export type CallRecordSearch = CallRecordFilter & { sort?: CallRecordSort };

/** The history, page after page; newest first unless `sort` says otherwise. */
export const callRecordsQuery = (filter: CallRecordSearch) =>
  infiniteQueryOptions({
    queryKey: ['call-records', filter],
    queryFn: ({ pageParam, signal }) =>
      readPage<CallRecord>('/call-records', { ...filter, limit: 100, cursor: pageParam }, signal),
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
export const exportAddress = (filter: CallRecordSearch): string => addressOf('/call-records.csv', filter);
