import type { Call } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { LiveCallEntity } from '../entities/live-call.entity.js';

/** Calls that are going on. */
export const LiveCalls = {
  /** Oldest first; of one node, or of all. */
  async list(source: DataSource | EntityManager, node?: string): Promise<Call[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.find(LiveCallEntity, {
      where: node === undefined ? {} : { node },
      order: { startedAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => row.call);
  },

  /** How many there are. */
  count(source: DataSource): Promise<number> {
    return source.manager.count(LiveCallEntity);
  },

  /** The call, or null when it is not going on. */
  async find(source: DataSource | EntityManager, id: string): Promise<Call | null> {
    const manager = 'manager' in source ? source.manager : source;
    return (await manager.findOneBy(LiveCallEntity, { id }))?.call ?? null;
  },

  /** Writes the calls as they are and removes those that are over. */
  async apply(manager: EntityManager, upserts: readonly Call[], removedIds: readonly string[]): Promise<void> {
    if (upserts.length > 0) {
      const rows = upserts.map((call) => ({
        id: call.id,
        node: call.node,
        linkedid: call.linkedid,
        startedAt: new Date(call.startedAt),
        call,
      }));
      await manager.upsert(LiveCallEntity, rows, ['id']);
    }
    if (removedIds.length > 0) await manager.delete(LiveCallEntity, [...removedIds]);
  },
};
