import type { Page, PageQuery } from '@trunkline/contracts';
import type { DataSource, EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { type CursorKind, decodeCursor, encodeCursor } from './cursor.js';

/** How a list is sorted: by properties that are unique together, all in one direction. */
export interface PageOrder<E> {
  keys: readonly { property: Extract<keyof E, string>; kind: CursorKind }[];
  direction?: 'ASC' | 'DESC';
  where?: FindOptionsWhere<E>;
}

/** One page of a list by keyset, so that items that come and go meanwhile move no other item. Default order: id. */
export async function page<E extends ObjectLiteral>(
  source: DataSource | EntityManager,
  entity: EntityTarget<E>,
  query: PageQuery,
  order: PageOrder<E> = { keys: [{ property: 'id' as Extract<keyof E, string>, kind: 'uuid' }] },
): Promise<Page<E>> {
  const manager = 'manager' in source ? source.manager : source;
  const { keys, direction = 'ASC', where } = order;
  const select = manager.createQueryBuilder(entity, 'item');
  if (where !== undefined) select.where(where);
  if (query.cursor !== undefined) {
    const values = decodeCursor(
      query.cursor,
      keys.map((key) => key.kind),
    );
    const columns = keys.map((key) => `item.${key.property}`).join(', ');
    const places = keys.map((_key, index) => `:after${index}`).join(', ');
    const parameters = Object.fromEntries(values.map((value, index) => [`after${index}`, value]));
    select.andWhere(`(${columns}) ${direction === 'ASC' ? '>' : '<'} (${places})`, parameters);
  }
  for (const key of keys) select.addOrderBy(`item.${key.property}`, direction);
  const rows = await select.limit(query.limit + 1).getMany();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(keys.map((key) => cursorValue(last[key.property]))) : null };
}

function cursorValue(value: unknown): string | number {
  return value instanceof Date ? value.toISOString() : (value as string | number);
}
