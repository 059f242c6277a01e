import { Injectable } from '@nestjs/common';
import type { Overview, OverviewQuery, Permission, Principal } from '@trunkline/contracts';
import { countExtensions, countNumbers, OutboundRouteEntity } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { readCalls } from './calls-part.js';
import { readLiveCalls } from './live-calls-part.js';
import { readTrunks } from './trunks-part.js';

@Injectable()
export class OverviewService {
  constructor(private readonly database: Database) {}

  /** Everything at a glance, as far as the caller may see it. */
  async read({ timezone }: OverviewQuery, caller: Principal): Promise<Overview> {
    const ds = this.database.source;
    const now = new Date();
    const allowed = <T>(permission: Permission, part: () => Promise<T>): Promise<T | null> =>
      caller.permissions.includes(permission) ? part() : Promise.resolve(null);
    const [trunks, extensions, numbers, outboundRoutes, liveCalls, calls] = await Promise.all([
      allowed('config:read', () => readTrunks(ds, now)),
      allowed('config:read', () => countExtensions(ds)),
      allowed('config:read', () => countNumbers(ds)),
      allowed('config:read', async () => ({ total: await ds.manager.count(OutboundRouteEntity) })),
      allowed('calls:read', () => readLiveCalls(ds)),
      allowed('records:read', () => readCalls(ds, now, timezone)),
    ]);
    return { at: now.toISOString(), timezone, trunks, extensions, numbers, outboundRoutes, liveCalls, calls };
  }
}
