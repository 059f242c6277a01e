import type { CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import type { CursorKind } from '../paging/cursor.js';
import { filterRecords } from './record-filter.js';

/** What records can be sorted by, and what kind of value that is. */
const kinds = { startedAt: 'time', endedAt: 'time', durationSeconds: 'int', billedSeconds: 'int' } as const;
export type SortColumn = keyof typeof kinds;

/** Where a record stands in the order: the value sorted by, and the id. */
export type Place = [string | number, string];

/** Which part of the order is looked through: what comes after a place, up to another one, that included. */
export interface Span {
  after: Place | null;
  upTo?: Place | null;
}

export const columnOf = (sort: CallRecordSort): SortColumn => sort.replace(/^-/, '') as SortColumn;
export const kindOf = (sort: CallRecordSort): CursorKind => kinds[columnOf(sort)];

export function placeOf(row: Pick<CallRecordEntity, SortColumn | 'id'>, sort: CallRecordSort): Place {
  const value = row[columnOf(sort)];
  return [value instanceof Date ? value.toISOString() : value, row.id];
}

/** The first records of a span that fit, in their order. */
export function selectRecords(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  span: Span,
  limit: number,
): Promise<CallRecordEntity[]> {
  const query = filterRecords(ds.createQueryBuilder(CallRecordEntity, 'record'), filter);
  return ordered(within(query, sort, span), sort)
    .limit(limit)
    .getMany();
}

/** Narrows a query to a span of the order. */
export function within<T extends CallRecordEntity>(
  query: SelectQueryBuilder<T>,
  sort: CallRecordSort,
  { after, upTo = null }: Span,
): SelectQueryBuilder<T> {
  const [beyond, back] = sort.startsWith('-') ? ['<', '>='] : ['>', '<='];
  const column = `record.${columnOf(sort)}`;
  const key = `(${column}, record.id)`;
  // Of the pair Postgres cannot tell how many records lie on one side of it, of the column alone it can.
  if (after) {
    query.andWhere(`${key} ${beyond} (:after, :afterId)`, { after: after[0], afterId: after[1] });
    query.andWhere(`${column} ${beyond}= :after`);
  }
  if (upTo) {
    query.andWhere(`${key} ${back} (:upTo, :upToId)`, { upTo: upTo[0], upToId: upTo[1] });
    query.andWhere(`${column} ${back} :upTo`);
  }
  return query;
}

export function ordered<T extends CallRecordEntity>(
  query: SelectQueryBuilder<T>,
  sort: CallRecordSort,
): SelectQueryBuilder<T> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  return query.orderBy(`record.${columnOf(sort)}`, direction).addOrderBy('record.id', direction);
}
