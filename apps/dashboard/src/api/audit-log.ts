import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditEntry, AuditQuery } from '@trunkline/contracts';
import { readPage } from './pages';
import { request } from './request';

/** What entries are looked for. */
type AuditFilter = Partial<Pick<AuditQuery, 'action' | 'kind' | 'from' | 'to' | 'search'>>;

/** The audit log, newest first, page after page. */
export const auditLogQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', filter],
    queryFn: ({ pageParam, signal }) =>
      readPage<AuditEntry>('/audit-log', { ...filter, limit: 100, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** One entry, which never changes. */
export const auditEntryQuery = (number: string) =>
  queryOptions({
    queryKey: ['audit-entry', number],
    queryFn: async ({ signal }) => (await request<AuditEntry>('GET', `/audit-log/${number}`, { signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The last change of one resource, null when there was none. */
export const lastChangeQuery = (resourceId: string) =>
  queryOptions({
    queryKey: ['audit-log', 'last change', resourceId],
    queryFn: async ({ signal }) => {
      const filter = { resourceId, action: 'update', limit: 1 };
      return (await readPage<AuditEntry>('/audit-log', filter, signal)).items[0] ?? null;
    },
    staleTime: 0,
  });
