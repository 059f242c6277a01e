import { Injectable } from '@nestjs/common';
import type { Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { EmptyConfigChange, newId, type Use, whatUses, withConfigChange } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import type { Changed, Deleted } from './changed.js';
import { assertIfMatch } from './if-match.js';
import { findStored, type Resource, type StoredResource } from './resource.js';
import { findDeleted } from './restore.js';

type Bookkeeping = keyof StoredResource;

/**
 * Creates, changes and deletes configured resources: each in one transaction that ends with a config revision.
 * Changes run one after the other, so what a check in `work` saw stays true until the commit.
 */
@Injectable()
export class ConfigChanges {
  constructor(private readonly database: Database) {}

  /** Stores what `work` returns. */
  async create<E extends StoredResource>(
    resource: Resource<E>,
    caller: Principal,
    work: (manager: EntityManager) => Promise<Omit<E, Bookkeeping | 'ensureId'>>,
  ): Promise<Changed<E>> {
    const { result, revision } = await withConfigChange(
      this.database.source,
      madeBy(caller),
      async (manager, change) => {
        const values = { ...(await work(manager)), id: newId(), revision: change.revision };
        const row = await manager.save(Object.assign(new resource.entity(), values));
        change.record({
          kind: resource.kind,
          id: row.id,
          action: 'create',
          name: resource.nameOf(row),
          before: null,
          after: row,
        });
        return row;
      },
    );
    return { body: result, revision, location: `/api/v1/${resource.path}/${result.id}` };
  }

  /** Lets `work` change the resource and stores it. A change of nothing makes no revision. */
  async update<E extends StoredResource>(
    resource: Resource<E>,
    id: string,
    caller: Principal,
    work: (row: E, manager: EntityManager) => Promise<void>,
  ): Promise<Changed<E>> {
    try {
      const { result, revision } = await withConfigChange(
        this.database.source,
        madeBy(caller),
        async (manager, change) => {
          const row = await findStored(manager, resource, id);
          assertIfMatch(row.revision);
          const before = { ...row };
          await work(row, manager);
          row.revision = change.revision;
          const after = await manager.save(row);
          change.record({ kind: resource.kind, id, action: 'update', name: resource.nameOf(after), before, after });
          return after;
        },
      );
      return { body: result, revision };
    } catch (error) {
      if (!(error instanceof EmptyConfigChange)) throw error;
      const body = await findStored(this.database.source.manager, resource, id);
      return { body, revision: body.revision };
    }
  }

  /** Deletes a resource that nothing points to. @throws DomainError in_use, naming what does. */
  async remove<E extends StoredResource>(
    resource: Resource<E>,
    id: string,
    caller: Principal,
    work: (manager: EntityManager) => Promise<void> = async () => {},
  ): Promise<Changed<Deleted>> {
    const { revision } = await withConfigChange(this.database.source, madeBy(caller), async (manager, change) => {
      const row = await findStored(manager, resource, id);
      assertIfMatch(row.revision);
      await refuseIfUsed(manager, resource, id);
      change.record({
        kind: resource.kind,
        id,
        action: 'delete',
        name: resource.nameOf(row),
        before: row,
        after: null,
      });
      await manager.delete(resource.entity, id);
      await work(manager);
    });
    return { body: { revision }, revision };
  }

  /**
   * Brings a deleted resource back as it was, with its id and secrets. `check` refuses what would be refused of a new one.
   * @throws DomainError not_found when its time is over, conflict when it is not deleted.
   */
  async restore<E extends StoredResource>(
    resource: Resource<E>,
    id: string,
    caller: Principal,
    check: (row: E, manager: EntityManager) => Promise<void>,
  ): Promise<Changed<E>> {
    const about = { ...madeBy(caller), restores: true };
    const { result, revision } = await withConfigChange(this.database.source, about, async (manager, change) => {
      const { kind, entity, nameOf } = resource;
      const kept = await findDeleted(manager, resource, id);
      const row = Object.assign(new entity(), kept, { revision: change.revision });
      await check(row, manager);
      await manager.save(row);
      change.record({ kind, id, action: 'create', name: nameOf(row), before: null, after: row });
      return findStored(manager, resource, id);
    });
    return { body: result, revision, location: `/api/v1/${resource.path}/${id}` };
  }
}

/** Who makes a revision, as the revision and the audit log name him. */
export function madeBy(caller: Principal) {
  return { author: caller.kind === 'api_key' ? `API key ${caller.name}` : caller.name, by: authorOf(caller) };
}

async function refuseIfUsed<E extends StoredResource>(
  manager: EntityManager,
  { kind }: Resource<E>,
  id: string,
): Promise<void> {
  const uses = await whatUses(manager, kind, id);
  if (uses.length === 0) return;
  throw new DomainError('in_use', `Used by ${namedUses(uses)}.`);
}

/** What uses something, by name; of many the first ten. */
export function namedUses(uses: readonly Use[]): string {
  const named = uses.slice(0, 10).map((use) => `${use.kind.replace('_', ' ')} ${use.name}`);
  const more = uses.length > 10 ? ` and ${uses.length - 10} more` : '';
  return `${named.join(', ')}${more}`;
}
