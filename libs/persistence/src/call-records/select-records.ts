import type { CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { CallRecordKeyEntity } from '../entities/call-record-key.entity.js';
import type { CursorKind } from '../paging/cursor.js';
import { filterRecords } from './record-filter.js';

/** What records can be sorted by, and what kind of value that is. */
const kinds = { startedAt: 'time', endedAt: 'time', durationSeconds: 'int', billedSeconds: 'int' } as const;
type SortColumn = keyof typeof kinds;

/** Where a record stands in the order: the value sorted by, and the id. */
export type Place = [string | number, string];

/** Which part of the order is looked through: what comes after a place, up to another one, that included. */
export interface Span {
  after: Place | null;
  upTo?: Place | null;
}

export const columnOf = (sort: CallRecordSort): SortColumn => sort.replace(/^-/, '') as SortColumn;
export const kindOf = (sort: CallRecordSort): CursorKind => kinds[columnOf(sort)];
export const directionOf = (sort: CallRecordSort): 'ASC' | 'DESC' => (sort.startsWith('-') ? 'DESC' : 'ASC');

/** The places of the first records of a span that fit, in their order. */
export function selectPlaces(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  span: Span,
  limit: number,
): Promise<Place[]> {
  return places(ordered(fitting(ds, filter, sort, span), sort).limit(limit));
}

/**
 * The same, by walking through the span in its order. Left alone, Postgres may take an index whose beginning nothing is
 * asked of, and skip through all of it, or one of numbers that it takes for rare.
 */
export function walkThrough(
  ds: DataSource,
  span: CallRecordFilter,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  part: Span,
  limit: number,
): Promise<Place[]> {
  return places(walking(ds, span, filter, sort, part).limit(limit));
}

/** What `walkThrough` asks for: OFFSET 0 keeps the filter out of the span. */
export function walking(
  ds: DataSource,
  span: CallRecordFilter,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  part: Span,
): SelectQueryBuilder<CallRecordKeyEntity> {
  const walked = ordered(fitting(ds, span, sort, part), sort)
    .select('record.*')
    .offset(0);
  const query = ordered(fitting(ds, filter, sort, { after: null }), sort);
  // One column more than any index has: rows are read, one after the other.
  query.addSelect('record.endedAt', 'ended').setParameters(walked.getParameters());
  const { mainAlias } = query.expressionMap;
  if (mainAlias) mainAlias.subQuery = `(${walked.getQuery()})`;
  return query;
}

/** Place and id, no more, of those that fit within a span of the order. Indexes may have all that is asked for. */
export function fitting(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  { after, upTo = null }: Span,
): SelectQueryBuilder<CallRecordKeyEntity> {
  const [beyond, back] = sort.startsWith('-') ? ['<', '>='] : ['>', '<='];
  const column = `record.${columnOf(sort)}`;
  const key = `(${column}, record.id)`;
  const query = filterRecords(ds.createQueryBuilder(CallRecordKeyEntity, 'record'), filter)
    .select(column, 'place')
    .addSelect('record.id', 'id');
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

export function ordered(
  query: SelectQueryBuilder<CallRecordKeyEntity>,
  sort: CallRecordSort,
): SelectQueryBuilder<CallRecordKeyEntity> {
  return query.orderBy(`record.${columnOf(sort)}`, directionOf(sort)).addOrderBy('record.id', directionOf(sort));
}

export async function places(query: SelectQueryBuilder<CallRecordKeyEntity>): Promise<Place[]> {
  return placesOf(await query.getRawMany<PlaceRow>());
}

/** How Postgres gives a place. */
export interface PlaceRow {
  place: Date | number;
  id: string;
}

export const placesOf = (rows: readonly PlaceRow[]): Place[] =>
  rows.map(({ place, id }) => [place instanceof Date ? place.toISOString() : place, id]);
