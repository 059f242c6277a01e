import { Injectable } from '@nestjs/common';
import type { CallRecordHit, Permission, Principal, SearchQuery, SearchResults } from '@trunkline/contracts';
import { type FoundCallRecord, findCallRecords, findResources, type SearchedKind } from '@trunkline/persistence';
import { Database } from '../database/database.js';

/** Longer than this nobody waits who types; the history page has the whole search. */
const RECORDS_PATIENCE_MS = 500;

/** What reading each kind needs, as its list does. */
const needed: Record<SearchedKind, Permission> = {
  extensions: 'config:read',
  trunks: 'config:read',
  numbers: 'config:read',
  outboundRoutes: 'config:read',
  ringGroups: 'config:read',
  certificates: 'config:read',
  schedules: 'config:read',
  inboundRoutes: 'config:read',
  users: 'access:manage',
  webhooks: 'webhooks:manage',
};
const kinds = Object.keys(needed) as SearchedKind[];

@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  /** What fits `q`, as far as the caller may see it. */
  async find({ q, limit }: SearchQuery, caller: Principal): Promise<SearchResults> {
    const ds = this.database.source;
    const may = (permission: Permission) => caller.permissions.includes(permission);
    const mayRecords = may('records:read');
    const [found, records] = await Promise.all([
      findResources(
        ds,
        kinds.filter((kind) => may(needed[kind])),
        q,
        limit,
      ),
      mayRecords ? findCallRecords(ds, q, limit, RECORDS_PATIENCE_MS) : [],
    ]);
    return {
      extensions: found.extensions ?? null,
      trunks: found.trunks ?? null,
      numbers: found.numbers ?? null,
      outboundRoutes: found.outboundRoutes ?? null,
      ringGroups: found.ringGroups ?? null,
      certificates: found.certificates ?? null,
      schedules: found.schedules ?? null,
      inboundRoutes: found.inboundRoutes ?? null,
      users: found.users ?? null,
      webhooks: found.webhooks ?? null,
      callRecords: mayRecords ? (records ?? []).map(hitOf) : null,
      incomplete: records === null,
    };
  }
}

function hitOf({ from, fromName, to, startedAt, ...record }: FoundCallRecord): CallRecordHit {
  const title = `${from ?? '?'} → ${to ?? '?'}`;
  return { ...record, title, subtitle: fromName, startedAt: startedAt.toISOString() };
}
