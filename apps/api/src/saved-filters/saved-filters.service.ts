import { Injectable } from '@nestjs/common';
import {
  type Page,
  type Principal,
  SAVED_FILTERS_PER_USER,
  type SavedFilter,
  type SavedFilterCreate,
  type SavedFilterPatch,
  type SavedFilterQuery,
} from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { newId, page, SavedFilterEntity, UserEntity } from '@trunkline/persistence';
import { assertTagMatches } from '../config-changes/if-match.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { etagOfShown } from '../http/shown-version.js';

/**
 * Filters of lists that users named, each for itself. They change nothing but what one person sees first, so they are
 * in no audit log. Changes of one user run one after the other, so what a rule saw stays true until the commit.
 */
@Injectable()
export class SavedFiltersService {
  constructor(private readonly database: Database) {}

  async list({ list, ...query }: SavedFilterQuery, caller: Principal): Promise<Page<SavedFilter>> {
    const { items, nextCursor } = await page(this.database.source, SavedFilterEntity, query, {
      keys: [{ property: 'id', kind: 'uuid' }],
      where: { userId: caller.id, ...(list ? { list } : {}) },
    });
    return { items: items.map(view), nextCursor };
  }

  async read(id: string, caller: Principal): Promise<SavedFilter> {
    return view(await findOwn(this.database.source.manager, id, caller.id));
  }

  create(body: SavedFilterCreate, caller: Principal): Promise<SavedFilter> {
    return this.change(caller, async (manager, userId) => {
      if ((await manager.countBy(SavedFilterEntity, { userId })) >= SAVED_FILTERS_PER_USER)
        throw new DomainError('conflict', `You can save ${SAVED_FILTERS_PER_USER} filters, and there are so many.`);
      const made = Object.assign(new SavedFilterEntity(), { ...body, id: newId(), userId });
      return store(manager, made);
    });
  }

  patch(id: string, body: SavedFilterPatch, caller: Principal): Promise<SavedFilter> {
    return this.change(caller, async (manager, userId) => {
      const found = await findOwn(manager, id, userId);
      assertUnchanged(found);
      return store(manager, Object.assign(found, body));
    });
  }

  remove(id: string, caller: Principal): Promise<void> {
    return this.change(caller, async (manager, userId) => {
      assertUnchanged(await findOwn(manager, id, userId));
      await manager.delete(SavedFilterEntity, { id });
    });
  }

  private change<T>(
    { id: userId }: Principal,
    work: (manager: EntityManager, userId: string) => Promise<T>,
  ): Promise<T> {
    return this.database.source.transaction(async (manager) => {
      await manager.findOneOrFail(UserEntity, { where: { id: userId }, lock: { mode: 'pessimistic_write' } });
      return work(manager, userId);
    });
  }
}

/** @throws DomainError not_found, also for one of somebody else. */
async function findOwn(manager: EntityManager, id: string, userId: string): Promise<SavedFilterEntity> {
  const found = await manager.findOneBy(SavedFilterEntity, { id, userId });
  if (!found) throw new DomainError('not_found', 'There is no such saved filter.');
  return found;
}

function assertUnchanged(filter: SavedFilterEntity): void {
  assertTagMatches([etagOfShown(view(filter))], 'The saved filter was changed meanwhile. Read it again.');
}

/** Stores a filter; as the default it takes the place of another. @throws DomainError conflict for a name in use. */
async function store(manager: EntityManager, filter: SavedFilterEntity): Promise<SavedFilter> {
  const { id, userId, list, name } = filter;
  const namesake = await manager.findOneBy(SavedFilterEntity, { userId, list, name });
  if (namesake && namesake.id !== id)
    throw new DomainError('conflict', 'Another filter of this list has this name.', [
      { pointer: '/name', message: 'is taken' },
    ]);
  if (filter.isDefault)
    await manager.update(SavedFilterEntity, { userId, list, isDefault: true }, { isDefault: false });
  return view(await manager.save(filter));
}

function view({ id, list, name, filter, isDefault, createdAt }: SavedFilterEntity): SavedFilter {
  // Postgres keeps no order of names, and the `ETag` is made of what is shown.
  const sorted = Object.fromEntries(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { id, list, name, filter: sorted, isDefault, createdAt: createdAt.toISOString() };
}
