import type { Call } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
import { LiveCallEntity } from '../entities/live-call.entity.js';
import { storableJsonText } from '../entities/storable.js';

const apply: Prepared = {
  name: 'live-calls-apply',
  text: `WITH gone AS (DELETE FROM live_calls WHERE id = ANY($2::uuid[]))
         INSERT INTO live_calls (id, node, linkedid, started_at, call)
         SELECT (call->>'id')::uuid, call->>'node', call->>'linkedid', (call->>'startedAt')::timestamptz, call
           FROM jsonb_array_elements($1::jsonb) AS given (call)
         ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, call = excluded.call`,
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
