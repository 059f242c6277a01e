import type { CallRecord, CallRecordQuery, Page } from '@trunkline/contracts';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';

/** Call records as `GET /call-records` lists them. */
export const CallRecords = {
  /** Newest first. `from` (included) and `to` (excluded) bound the start of the call. */
  async page(ds: DataSource, query: CallRecordQuery): Promise<Page<CallRecord>> {
    const select = filtered(ds, query);
    if (query.cursor !== undefined) {
      const [startedAt, id] = decodeCursor(query.cursor, ['time', 'uuid']);
      select.andWhere('(record.startedAt, record.id) < (:startedAt, :id)', { startedAt, id });
    }
    const rows = await select
      .orderBy('record.startedAt', 'DESC')
      .addOrderBy('record.id', 'DESC')
      .limit(query.limit + 1)
      .getMany();
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    return {
      items: items.map(toCallRecord),
      nextCursor: more ? encodeCursor([last.startedAt.toISOString(), last.id]) : null,
    };
  },

  /** The record, or null. */
  async find(ds: DataSource, id: string): Promise<CallRecord | null> {
    const row = await ds.manager.findOneBy(CallRecordEntity, { id });
    return row === null ? null : toCallRecord(row);
  },
};

function filtered(ds: DataSource, query: CallRecordQuery): SelectQueryBuilder<CallRecordEntity> {
  const select = ds.createQueryBuilder(CallRecordEntity, 'record');
  const { direction, disposition, trunkId, from, to, search } = query;
  if (direction !== undefined) select.andWhere('record.direction = :direction', { direction });
  if (disposition !== undefined) select.andWhere('record.disposition = :disposition', { disposition });
  if (trunkId !== undefined) select.andWhere('record.trunkId = :trunkId', { trunkId });
  if (from !== undefined) select.andWhere('record.startedAt >= :from', { from });
  if (to !== undefined) select.andWhere('record.startedAt < :to', { to });
  const wanted = search?.replaceAll('\0', '').trim();
  if (wanted) {
    // The characters that LIKE gives a meaning are what the user typed, no more.
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
    select.andWhere('(record.from ILIKE :like OR record.fromName ILIKE :like OR record.to ILIKE :like)', { like });
  }
  return select;
}

function toCallRecord(row: CallRecordEntity): CallRecord {
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt.toISOString(),
  };
}
