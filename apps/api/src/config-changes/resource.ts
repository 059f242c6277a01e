import type { ResourceKind } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import type { EntityManager } from '../database/types.js';

/** What every configured resource is stored with. */
export interface StoredResource {
  id: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What the rest of the API has to know of a kind of resource. */
export interface Resource<E extends StoredResource> {
  kind: ResourceKind;
  entity: new () => E;
  /** Its place under /api/v1. */
  path: string;
  /** What people call one of them, for revisions and errors. */
  nameOf(row: E): string;
}

/** The stored resource. @throws DomainError not_found. */
export async function findStored<E extends StoredResource>(
  manager: EntityManager,
  { entity }: Resource<E>,
  id: string,
): Promise<E> {
  const found = await manager.createQueryBuilder(entity, 'row').where('row.id = :id', { id }).getOne();
  if (!found) throw new DomainError('not_found', 'There is no such resource.');
  return found;
}

/** Refuses a value that another resource of this kind has already. @throws DomainError conflict at `/property`, naming it. */
export async function refuseDuplicate<E extends StoredResource>(
  manager: EntityManager,
  { entity, kind, nameOf }: Resource<E>,
  property: Extract<keyof E, string>,
  row: { id?: string } & Partial<E>,
): Promise<void> {
  const query = manager.createQueryBuilder(entity, 'row').where(`row.${property} = :value`, { value: row[property] });
  const other = await (row.id ? query.andWhere('row.id <> :id', { id: row.id }) : query).getOne();
  if (!other) return;
  const noun = kind.replace('_', ' ');
  throw new DomainError('conflict', `Another ${noun} has this ${property}: ${nameOf(other)}.`, [
    { pointer: `/${property}`, message: 'is taken' },
  ]);
}

/** What every resource shows of how it is stored. */
export function storedFields({ id, revision, createdAt, updatedAt }: StoredResource) {
  return { id, revision, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
