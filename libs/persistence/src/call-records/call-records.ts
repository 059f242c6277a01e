import type { CallRecord, CallRecordFilter, CallRecordQuery, CallRecordSort, Page } from '@trunkline/contracts';
import { sipCodeText } from '@trunkline/domain';
import type { DataSource } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { decodeCursor, encodeCursor, foreignCursor } from '../paging/cursor.js';
import { searchRecords } from './search-records.js';
import { columnOf, kindOf, type Place, selectPlaces } from './select-records.js';

/** Call records as `GET /call-records` lists them. */
export const CallRecords = {
  /** One page by keyset, newest first by default. A cursor is good for the sort it was made with only. */
  async page(ds: DataSource, query: CallRecordQuery): Promise<Page<CallRecord>> {
    const { limit, cursor, sort, ...filter } = query;
    const after = cursor === undefined ? null : cursorPlace(cursor, sort);
    const found = await searchRecords(ds, filter, sort, after, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = found.length > limit && last !== undefined;
    return { items: await recordsAt(ds, sort, page), nextCursor: more ? encodeCursor([sort, ...last]) : null };
  },

  /**
   * Every record that fits, in batches, each a short query of its own: neither memory nor a transaction grows with
   * their number. Leaving the loop ends it.
   */
  async *batches(ds: DataSource, filter: CallRecordFilter, sort: CallRecordSort, size: number) {
    for (let place: Place | null = null; ; ) {
      const places: Place[] = await selectPlaces(ds, filter, sort, { after: place }, size);
      const last = places.at(-1);
      if (!last) return;
      yield await recordsAt(ds, sort, places);
      if (places.length < size) return;
      place = last;
    }
  },

  /** The record, or null. */
  async find(ds: DataSource, id: string): Promise<CallRecord | null> {
    const row = await ds.manager.findOneBy(CallRecordEntity, { id });
    return row === null ? null : toCallRecord(row);
  },
};

/**
 * The records at these places; one that was deleted meanwhile is left out. In the order of time they lie side by side in
 * the index of times, while each id is somewhere else in that of ids: that one is not to be used then.
 */
async function recordsAt(ds: DataSource, sort: CallRecordSort, places: readonly Place[]): Promise<CallRecord[]> {
  const ids = places.map(([, id]) => id);
  const select = ds.createQueryBuilder(CallRecordEntity, 'record');
  const starts = columnOf(sort) === 'startedAt' ? places.map(([value]) => value) : null;
  if (starts) select.where('record.startedAt = ANY(:starts) AND CAST(record.id AS text) = ANY(:ids)', { starts, ids });
  else select.where('record.id = ANY(:ids)', { ids });
  const byId = new Map((await select.getMany()).map((row) => [row.id, row]));
  return places.flatMap(([, id]) => {
    const row = byId.get(id);
    return row ? [toCallRecord(row)] : [];
  });
}

function cursorPlace(cursor: string, sort: CallRecordSort): Place {
  const [madeFor, value = '', id] = decodeCursor(cursor, ['text', kindOf(sort), 'uuid']);
  if (madeFor !== sort) throw foreignCursor();
  return [value, String(id)];
}

/** A record of an earlier version has none of them. */
const laterFields = { gateway: null, skipped: null };

/** The record that a row holds. */
export function toCallRecord(row: CallRecordEntity): CallRecord {
  const { storedAt: _stored, lookedUp: _lookedUp, ...rest } = row;
  return {
    ...rest,
    // Records from before trunks had gateways do not name one.
    attempts: row.attempts.map((attempt) => ({ ...laterFields, ...attempt })),
    sipCodeText: sipCodeText(row.sipCode),
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt.toISOString(),
  };
}
