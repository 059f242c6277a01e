import { type DeletedKind, type DeletedResourceQuery, type Page, restorableHours } from '@trunkline/contracts';
import { type DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import type { Author } from '../audit/append-audit.js';
import { DeletedResourceEntity } from '../entities/deleted-resource.entity.js';
import { page } from '../paging/page.js';

/** A resource that is being deleted: `row` is its entity, secrets sealed. */
export interface GoneResource {
  kind: DeletedKind;
  id: string;
  name: string;
  row: object;
}

const hourMs = 3_600_000;
/** A restored resource is changed by being restored. */
const bookkeeping = new Set(['revision', 'updatedAt']);

/** What was deleted, kept for as long as it can be restored. */
export const DeletedResources = {
  /** Keeps a resource, in the transaction that deletes it. */
  async keep(manager: EntityManager, { kind, id, name, row }: GoneResource, by: Author): Promise<void> {
    const deletedAt = new Date();
    const restorableUntil = new Date(deletedAt.getTime() + restorableHours * hourMs);
    const kept = Object.fromEntries(Object.entries(row).filter(([column]) => !bookkeeping.has(column)));
    const deletedBy = { kind: by.kind, id: by.id, name: by.name };
    await manager.upsert(
      DeletedResourceEntity,
      { kind, id, name, row: kept, deletedBy, deletedAt, restorableUntil } as never,
      ['id'],
    );
  },

  /** Forgets a resource, in the transaction that brings it back. */
  async forget(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(DeletedResourceEntity, { id });
  },

  /** The deleted resource, null when there is none or its time is over. */
  find(manager: EntityManager, kind: DeletedKind, id: string): Promise<DeletedResourceEntity | null> {
    return manager.findOneBy(DeletedResourceEntity, { kind, id, restorableUntil: MoreThan(new Date()) });
  },

  /** Of these kinds, newest deletion first. */
  page(
    source: DataSource | EntityManager,
    kinds: readonly DeletedKind[],
    { id, ...query }: Pick<DeletedResourceQuery, 'id' | 'limit' | 'cursor'>,
  ): Promise<Page<DeletedResourceEntity>> {
    return page(source, DeletedResourceEntity, query, {
      keys: [
        { property: 'deletedAt', kind: 'time' },
        { property: 'id', kind: 'uuid' },
      ],
      direction: 'DESC',
      where: { kind: In([...kinds]), restorableUntil: MoreThan(new Date()), ...(id === undefined ? {} : { id }) },
    });
  },

  /** Deletes for good what can no longer be restored. Returns how many. */
  async prune(ds: DataSource): Promise<number> {
    const [, deleted] = await ds.query<[unknown, number]>(
      'DELETE FROM deleted_resources WHERE restorable_until <= now()',
    );
    return deleted;
  },
};
