import type { Page } from '@trunkline/contracts';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, encodeCursor } from './cursor.js';

/** A page of rows whose ids are UUIDv7, newest first. */
export async function newestFirst<E extends ObjectLiteral & { id: string }>(
  select: SelectQueryBuilder<E>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<E>> {
  if (cursor !== undefined) {
    const [id] = decodeCursor(cursor, ['uuid']);
    select.andWhere(`${select.alias}.id < :id`, { id });
  }
  const rows = await select
    .orderBy(`${select.alias}.id`, 'DESC')
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
}
