import type { BreakerSettings, TrunkState } from '@trunkline/contracts';
import { gatewayAddress } from '@trunkline/contracts';
import type { GatewayRecord } from '@trunkline/domain';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { GatewayRecordEntity } from '../entities/gateway-record.entity.js';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { ResourceStateEntity } from '../entities/resource-state.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';

/** What is kept of one gateway, or with null of a trunk that has none. */
export interface KeptGatewayRecord {
  trunkId: string;
  gateway: string | null;
  record: GatewayRecord;
}

/** An enabled trunk whose calls are followed. `address` is where calls go: `host:port`, null where the other side registers. */
export interface FollowedTrunk {
  id: string;
  ref: string;
  address: string | null;
  gateways: string[];
  asked: boolean;
  breaker: BreakerSettings;
  status: TrunkState['status'] | null;
}

/** How gateways fare. */
export const GatewayRecords = {
  async all(source: DataSource | EntityManager, trunkId?: string): Promise<KeptGatewayRecord[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.findBy(GatewayRecordEntity, trunkId === undefined ? {} : { trunkId });
    return rows.map((row) => ({ ...row, gateway: row.gateway || null }));
  },

  /** Keeps these, and forgets those of `gone`. */
  async keep(
    manager: EntityManager,
    kept: readonly KeptGatewayRecord[],
    gone: readonly Omit<KeptGatewayRecord, 'record'>[] = [],
  ): Promise<void> {
    const rows = kept.map((one) => ({ ...one, gateway: one.gateway ?? '' }));
    if (rows.length > 0) await manager.upsert(GatewayRecordEntity, rows, ['trunkId', 'gateway']);
    for (const { trunkId, gateway } of gone)
      await manager.delete(GatewayRecordEntity, { trunkId, gateway: gateway ?? '' });
  },

  /** Whose calls are followed, and the enabled trunks of each route whose calls go past what fails. */
  async followed({ manager }: DataSource): Promise<{ trunks: FollowedTrunk[]; routes: string[][] }> {
    const trunks = await manager.find(TrunkEntity, {
      select: { id: true, ref: true, host: true, port: true, gateways: true, optionsInterval: true, breaker: true },
      where: { enabled: true },
    });
    const routes = await manager.find(OutboundRouteEntity, {
      select: { id: true, trunkIds: true },
      where: { enabled: true, emergency: false },
    });
    const ids = trunks.map(({ id }) => id);
    const states = await manager.findBy(ResourceStateEntity, { kind: 'trunk', resourceId: In(ids) });
    const statusOf = new Map(states.map(({ resourceId, state }) => [resourceId, state.status as TrunkState['status']]));
    return {
      trunks: trunks.map(({ id, ref, host, port, gateways, optionsInterval, breaker }) => ({
        ...{ id, ref, breaker, asked: optionsInterval > 0, status: statusOf.get(id) ?? null },
        address: host === null ? null : gatewayAddress({ host, port }),
        gateways: gateways.map(gatewayAddress),
      })),
      routes: routes.map(({ trunkIds }) => trunkIds.filter((id) => ids.includes(id))),
    };
  },
};
