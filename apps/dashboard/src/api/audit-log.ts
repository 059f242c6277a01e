import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AuditEntry } from '@trunkline/contracts';
import { readPage } from './pages';

/** The audit log, newest first, page after page. */
export const auditLogQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', search],
    queryFn: ({ pageParam, signal }) =>
      readPage<AuditEntry>('/audit-log', { search, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
