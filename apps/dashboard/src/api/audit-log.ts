import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AuditEntry, AuditQuery } from '@trunkline/contracts';
import { readPage } from './pages';

/** What entries are looked for. */
export type AuditFilter = Pick<AuditQuery, 'action' | 'kind' | 'from' | 'to'> & { search: string };

/** The audit log, newest first, page after page. */
export const auditLogQuery = ({ search, ...exact }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', search.trim(), exact],
    queryFn: ({ pageParam, signal }) =>
      readPage<AuditEntry>('/audit-log', { ...exact, search: search.trim(), limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
