import type { SpoolGap } from '@trunkline/contracts';
import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import { SpoolGapEntity } from '../entities/spool-gap.entity.js';
import { newId } from '../ids/new-id.js';

/** Places where lines of the spool are or may be missing. */
export const SpoolGaps = {
  async add(manager: EntityManager, gap: Omit<SpoolGap, 'startedAt' | 'endedAt'>, at: Date): Promise<void> {
    await manager.insert(SpoolGapEntity, { ...gap, id: newId(), startedAt: at, endedAt: at });
  },

  /** Begins one that lasts, unless one of its kind does already. */
  async open(manager: EntityManager, gap: Omit<SpoolGap, 'startedAt' | 'endedAt'>, at: Date): Promise<void> {
    const { node, kind } = gap;
    if (await manager.existsBy(SpoolGapEntity, { node, kind, endedAt: IsNull() })) return;
    await manager.insert(SpoolGapEntity, { ...gap, id: newId(), startedAt: at, endedAt: null });
  },

  /** Ends the one of this kind that lasts. */
  async close(manager: EntityManager, node: string, kind: SpoolGap['kind'], at: Date): Promise<void> {
    await manager.update(SpoolGapEntity, { node, kind, endedAt: IsNull() }, { endedAt: at });
  },

  /** Those that touch the span of time, newest first, up to `limit`, and how many there are. */
  async list(ds: DataSource, from: Date, to: Date, limit: number): Promise<{ gaps: SpoolGap[]; count: number }> {
    const [rows, count] = await ds
      .createQueryBuilder(SpoolGapEntity, 'gap')
      .where('gap.startedAt < :to AND (gap.endedAt IS NULL OR gap.endedAt >= :from)', { from, to })
      .orderBy('gap.startedAt', 'DESC')
      .limit(limit)
      .getManyAndCount();
    const gaps = rows.map(({ node, kind, detail, startedAt, endedAt }) => {
      return { node, kind, detail, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
    });
    return { gaps, count };
  },
};
