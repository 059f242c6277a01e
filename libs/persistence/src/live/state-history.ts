import type { Page, StateHistoryQuery } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { StateChangeEntity } from '../entities/state-change.entity.js';
import { newId } from '../ids/new-id.js';
import { newestFirst } from '../paging/newest-first.js';

/** Changes that are kept of one trunk or extension. One that goes up and down each minute has them for eight hours. */
const mostStateChanges = 500;

const batch = 1000;

/** What is kept of a state that changed. */
interface ChangedState {
  kind: StateChangeEntity['kind'];
  resourceId: string;
  state: Pick<StateChangeEntity, 'status' | 'code' | 'reason' | 'advice' | 'sipCode'>;
}

/** How the states of trunks and extensions changed. */
export const StateHistory = {
  /** Adds changes in the order given, and drops the oldest of a resource that has too many. */
  async append(
    manager: EntityManager,
    changed: readonly ChangedState[],
    at: Date,
    most = mostStateChanges,
  ): Promise<void> {
    if (changed.length === 0) return;
    const rows = changed.map(({ kind, resourceId, state: { status, code, reason, advice, sipCode } }) => ({
      ...{ id: newId(), kind, resourceId, at, status, code, reason, advice, sipCode },
    }));
    for (let from = 0; from < rows.length; from += batch) {
      await manager.insert(StateChangeEntity, rows.slice(from, from + batch));
    }
    await manager.query(
      `DELETE FROM state_changes WHERE id IN (
         SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY resource_id ORDER BY id DESC) AS place
           FROM state_changes WHERE resource_id = ANY($1::uuid[])) AS ranked WHERE place > $2)`,
      [changed.map(({ resourceId }) => resourceId), most],
    );
  },

  /** Newest first. */
  page(
    source: DataSource | EntityManager,
    resourceId: string,
    { from, to, ...page }: StateHistoryQuery,
  ): Promise<Page<StateChangeEntity>> {
    const manager = 'manager' in source ? source.manager : source;
    const select = manager.createQueryBuilder(StateChangeEntity, 'change').where('change.resourceId = :resourceId', {
      resourceId,
    });
    if (from !== undefined) select.andWhere('change.at >= :from', { from });
    if (to !== undefined) select.andWhere('change.at < :to', { to });
    return newestFirst(select, page);
  },

  /** Forgets the changes of a resource that was deleted. */
  async remove(manager: EntityManager, resourceId: string): Promise<void> {
    await manager.delete(StateChangeEntity, { resourceId });
  },
};
