import type { Call } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
import { LiveCallEntity } from '../entities/live-call.entity.js';
import { storableJsonText } from '../entities/storable.js';

const apply: Prepared = {
  name: 'live-calls-apply',
  text: 'SELECT apply_live_calls($1::jsonb, $2::uuid[])',
};

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
    if (upserts.length + removedIds.length === 0) return;
    await runPrepared(manager, apply, [storableJsonText(upserts), removedIds]);
  },
};
