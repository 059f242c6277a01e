import type { AuditAction } from '@trunkline/contracts';
import { instant, oneOf, readSearch, type SearchOf, text } from '../../shared/search-params';

const readers = {
  search: text(100),
  action: oneOf<AuditAction>({
    create: true,
    update: true,
    delete: true,
    login: true,
    logout: true,
    login_failed: true,
    lock_out: true,
    restore: true,
  }),
  kind: text(40),
  from: instant,
  to: instant,
};

/** What the address of the audit log says: its filters, under the names of the API. */
export type AuditSearch = SearchOf<typeof readers>;

/** Reads the address of the page. */
export const readAuditSearch = (raw: Record<string, unknown>): AuditSearch => readSearch(readers, raw);
