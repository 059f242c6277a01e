import type { Page, TrunkTestQuery } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { TrunkTestEntity } from '../entities/trunk-test.entity.js';
import { newestFirst } from '../paging/newest-first.js';

/** Tests that are kept of one trunk. */
const mostTests = 50;

/** Tests of trunks. */
export const TrunkTests = {
  /** Adds a test, and drops the oldest of the trunk when it has too many. */
  async add(manager: EntityManager, test: Omit<TrunkTestEntity, 'trunk'>): Promise<void> {
    await manager.insert(TrunkTestEntity, test);
    await manager.query(
      'DELETE FROM trunk_tests WHERE id IN (SELECT id FROM trunk_tests WHERE trunk_id = $1 ORDER BY id DESC OFFSET $2)',
      [test.trunkId, mostTests],
    );
  },

  find(source: DataSource, id: string): Promise<TrunkTestEntity | null> {
    return source.manager.findOneBy(TrunkTestEntity, { id });
  },

  /** The newest test of a trunk. */
  newest(manager: EntityManager, trunkId: string): Promise<TrunkTestEntity | null> {
    return manager.findOne(TrunkTestEntity, { where: { trunkId }, order: { id: 'DESC' } });
  },

  /** What the test has come to. */
  async tell(
    source: DataSource,
    { id, ...told }: Pick<TrunkTestEntity, 'id' | 'endedAt' | 'callId' | 'findings'>,
  ): Promise<void> {
    await source.manager.update(TrunkTestEntity, { id }, told);
  },

  /** Newest first. */
  page(manager: EntityManager, trunkId: string, query: TrunkTestQuery): Promise<Page<TrunkTestEntity>> {
    const select = manager.createQueryBuilder(TrunkTestEntity, 'test').where('test.trunkId = :trunkId', { trunkId });
    return newestFirst(select, query);
  },
};
