import { type SnapshotName, sourceNames } from '@trunkline/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { In, Not } from 'typeorm';
import { ResolvedNameEntity } from '../entities/resolved-name.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';

/** The names that calls of enabled trunks may come from, each once, sorted. */
export async function namesInUse({ manager }: DataSource): Promise<string[]> {
  const trunks = await manager.find(TrunkEntity, {
    select: {
      ...{ id: true, auth: true, host: true, gateways: true, outboundProxy: true },
      ...{ sourceAddresses: true, identifyHeader: true },
    },
    where: { enabled: true },
  });
  return [...new Set(trunks.flatMap(sourceNames))].sort();
}

/** What is known of host names that calls come from. */
export const ResolvedNames = {
  all(manager: EntityManager): Promise<ResolvedNameEntity[]> {
    return manager.find(ResolvedNameEntity, { order: { name: 'ASC' } });
  },

  /** As a snapshot has them: sorted, without those that have no address. */
  async snapshot(manager: EntityManager): Promise<SnapshotName[]> {
    const rows = await ResolvedNames.all(manager);
    return rows
      .map(({ name, addresses }) => ({ name, addresses: addresses.map(({ address }) => address).sort() }))
      .filter(({ addresses }) => addresses.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  async put(manager: EntityManager, name: ResolvedNameEntity): Promise<void> {
    await manager.save(Object.assign(new ResolvedNameEntity(), name));
  },

  /** Forgets all but these. */
  async keep(manager: EntityManager, names: readonly string[]): Promise<void> {
    await manager.delete(ResolvedNameEntity, { name: Not(In([...names])) });
  },
};
