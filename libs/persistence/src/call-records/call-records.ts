import type { CallRecord, CallRecordFilter, CallRecordQuery, CallRecordSort, Page } from '@trunkline/contracts';
import { sipCodeText } from '@trunkline/domain';
import type { DataSource } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { type CursorKind, decodeCursor, encodeCursor, foreignCursor } from '../paging/cursor.js';
import { filterRecords } from './record-filter.js';

const kinds = { startedAt: 'time', endedAt: 'time', durationSeconds: 'int', billedSeconds: 'int' } as const;
type SortColumn = keyof typeof kinds;

/** Call records as `GET /call-records` lists them. */
export const CallRecords = {
  /** One page by keyset, newest first by default. A cursor is good for the sort it was made with only. */
  async page(ds: DataSource, query: CallRecordQuery): Promise<Page<CallRecord>> {
    const { limit, cursor, sort, ...filter } = query;
    const rows = await select(ds, filter, sort, cursor === undefined ? null : placeOf(cursor, sort), limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items: items.map(toCallRecord), nextCursor: more ? encodeCursor([sort, ...keyOf(last, sort)]) : null };
  },

  /**
   * Every record that fits, in batches, each a short query of its own: neither memory nor a transaction grows with
   * their number. Leaving the loop ends it.
   */
  async *batches(ds: DataSource, filter: CallRecordFilter, sort: CallRecordSort, size: number) {
    for (let place: Place | null = null; ; ) {
      const rows: CallRecordEntity[] = await select(ds, filter, sort, place, size);
      if (rows.length > 0) yield rows.map(toCallRecord);
      const last = rows.at(-1);
      if (rows.length < size || !last) return;
      place = keyOf(last, sort);
    }
  },

  /** The record, or null. */
  async find(ds: DataSource, id: string): Promise<CallRecord | null> {
    const row = await ds.manager.findOneBy(CallRecordEntity, { id });
    return row === null ? null : toCallRecord(row);
  },
};

/** The value sorted by, and the id. */
type Place = [string | number, string];

const columnOf = (sort: CallRecordSort): SortColumn => sort.replace(/^-/, '') as SortColumn;

function keyOf(row: CallRecordEntity, sort: CallRecordSort): Place {
  const value = row[columnOf(sort)];
  return [value instanceof Date ? value.toISOString() : value, row.id];
}

function placeOf(cursor: string, sort: CallRecordSort): Place {
  const kind: CursorKind = kinds[columnOf(sort)];
  const [madeFor, value = '', id] = decodeCursor(cursor, ['text', kind, 'uuid']);
  if (madeFor !== sort) throw foreignCursor();
  return [value, String(id)];
}

function select(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  place: Place | null,
  limit: number,
): Promise<CallRecordEntity[]> {
  const column = columnOf(sort);
  const down = sort.startsWith('-');
  const query = filterRecords(ds.createQueryBuilder(CallRecordEntity, 'record'), filter);
  if (place)
    query.andWhere(`(record.${column}, record.id) ${down ? '<' : '>'} (:place, :id)`, {
      place: place[0],
      id: place[1],
    });
  const direction = down ? 'DESC' : 'ASC';
  return query.orderBy(`record.${column}`, direction).addOrderBy('record.id', direction).limit(limit).getMany();
}

/** The record that a row holds. */
export function toCallRecord(row: CallRecordEntity): CallRecord {
  const { storedAt: _stored, lookedUp: _lookedUp, ...rest } = row;
  return {
    ...rest,
    sipCodeText: sipCodeText(row.sipCode),
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt.toISOString(),
  };
}
