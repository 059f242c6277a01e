import type { Page, PageQuery } from '@trunkline/contracts';
import type { DataSource, EntityManager, EntityTarget, FindOptionsWhere } from 'typeorm';
import { type CursorKind, decodeCursor, encodeCursor, foreignCursor } from './cursor.js';
import { page } from './page.js';

/** Query of a list with `sort` (a field, `-` before it from the highest down) and filters by fields of the entity. */
type SortedQuery = PageQuery & { sort: string } & Record<string, unknown>;

/** How a list may be sorted. `tie` orders what is equal; it is unique, and by default the id, so that of creation. */
interface Sortable {
  columns: Record<string, CursorKind>;
  tie?: { property: string; kind: CursorKind };
}

/** One page of a list, sorted and filtered as the query says. A cursor is good for the sort it was made with only. */
export async function sortedPage<E extends { id: string }>(
  source: DataSource | EntityManager,
  entity: EntityTarget<E>,
  { limit, cursor, sort, ...filters }: SortedQuery,
  { columns, tie = { property: 'id', kind: 'uuid' } }: Sortable,
): Promise<Page<E>> {
  const field = sort.replace(/^-/, '');
  // Ids are UUIDv7: their order is that of creation, and it has no ties.
  const creation: { property: string; kind: CursorKind }[] = [{ property: 'id', kind: 'uuid' }];
  const kind = columns[field];
  const keys = kind === undefined ? creation : [{ property: field, kind }, tie];
  const order = {
    keys: keys as { property: Extract<keyof E, string>; kind: CursorKind }[],
    direction: sort.startsWith('-') ? ('DESC' as const) : ('ASC' as const),
    where: given(filters) as FindOptionsWhere<E>,
  };
  const found = await page(source, entity, { limit, cursor: cursor && withoutSort(cursor, sort) }, order);
  return { ...found, nextCursor: found.nextCursor === null ? null : encodeCursor([sort, found.nextCursor]) };
}

function withoutSort(cursor: string, sort: string): string {
  const [madeFor, place] = decodeCursor(cursor, ['text', 'text']);
  if (madeFor !== sort) throw foreignCursor();
  return String(place);
}

function given(filters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
