import type { Page, StateHistoryQuery } from '@trunkline/contracts';
import { type StateChangeEntity, StateHistory } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';
import { findStored, type Resource, type StoredResource } from './resource.js';

/** How the state of a resource changed, newest first. @throws DomainError not_found when there is no such resource. */
export async function stateHistory<E extends StoredResource, C>(
  manager: EntityManager,
  resource: Resource<E>,
  id: string,
  query: StateHistoryQuery,
): Promise<Page<C>> {
  await findStored(manager, resource, id);
  const { items, nextCursor } = await StateHistory.page(manager, id, query);
  return { items: items.map((row) => view(row) as C), nextCursor };
}

function view({ id, at, status, code, reason, advice, sipCode }: StateChangeEntity) {
  return { id, at: at.toISOString(), status, code, reason, advice, sipCode };
}
