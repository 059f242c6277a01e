import type { DataSource, EntityManager } from 'typeorm';
import { CelOpenCallEntity } from '../entities/cel-open-call.entity.js';
import { CelSpoolEntity } from '../entities/cel-spool.entity.js';
import { storableText } from '../entities/storable.js';

/** One line of the spool. `byteOffset` is where it begins in its file, `eventTime` ISO 8601, microseconds kept. */
export interface CelRow {
  byteOffset: number;
  linkedid: string;
  uniqueid: string;
  eventType: string;
  eventTime: string;
  raw: string;
}

/** A linkedid with rows that no record reflects yet. `ended` once LINKEDID_END was stored. */
export interface OpenLinkedId {
  linkedid: string;
  firstAt: Date;
  lastAt: Date;
  ended: boolean;
}

/** Raw call events as they were read from the spool, and how far it was read. */
export const Cel = {
  /** Bytes read of each spool file, by file id. */
  async offsets(source: DataSource | EntityManager, node: string): Promise<Map<string, number>> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.findBy(CelSpoolEntity, { node });
    return new Map(rows.map((row) => [row.fileId, row.byteOffset]));
  },

  /**
   * Stores lines and the new offset. A line that is there already stays as it is: replaying a file adds nothing.
   * Marks the calls of new lines as open. Returns the linkedids that have got new lines.
   */
  async append(
    manager: EntityManager,
    node: string,
    fileId: string,
    rows: readonly CelRow[],
    newOffset: number,
  ): Promise<string[]> {
    const added: { linkedid: string }[] = [];
    for (let start = 0; start < rows.length; start += 1000) {
      added.push(...(await insertRows(manager, node, fileId, rows.slice(start, start + 1000))));
    }
    await manager.query(
      `INSERT INTO cel_spool (node, file_id, byte_offset, updated_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (node, file_id) DO UPDATE SET byte_offset = excluded.byte_offset, updated_at = excluded.updated_at`,
      [node, fileId, newOffset],
    );
    return [...new Set(added.map((row) => row.linkedid))];
  },

  /** The lines of a call in the order of the spool. */
  async rowsOf(source: DataSource | EntityManager, node: string, linkedid: string): Promise<CelRow[]> {
    return source.query<CelRow[]>(
      `SELECT byte_offset::float8 AS "byteOffset", linkedid, uniqueid, event_type AS "eventType", raw,
              to_char(event_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "eventTime"
         FROM cel_events WHERE node = $1 AND linkedid = $2 ORDER BY position`,
      [node, storableText(linkedid)],
    );
  },

  /** Calls whose record is still to be made, oldest first. */
  async openLinkedIds(source: DataSource | EntityManager, node: string): Promise<OpenLinkedId[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.find(CelOpenCallEntity, { where: { node }, order: { firstAt: 'ASC', linkedid: 'ASC' } });
    return rows.map(({ linkedid, firstAt, lastAt, ended }) => ({ linkedid, firstAt, lastAt, ended }));
  },

  /** Says that a call's lines are dealt with. upsertCallRecord does it too; this is for lines that make no record. */
  async close(manager: EntityManager, node: string, linkedid: string): Promise<void> {
    await manager.delete(CelOpenCallEntity, { node, linkedid: storableText(linkedid) });
  },

  /** Forgets a spool file that is gone. Its lines stay. */
  async forgetFile(manager: EntityManager, node: string, fileId: string): Promise<void> {
    await manager.delete(CelSpoolEntity, { node, fileId });
  },
};

async function insertRows(
  manager: EntityManager,
  node: string,
  fileId: string,
  rows: readonly CelRow[],
): Promise<{ linkedid: string }[]> {
  const column = (value: (row: CelRow) => string | number) => rows.map(value);
  return manager.query<{ linkedid: string }[]>(
    `WITH line AS (
       SELECT * FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[])
         WITH ORDINALITY AS l (byte_offset, linkedid, uniqueid, event_type, event_time, raw, place)
     ), added AS (
       INSERT INTO cel_events (node, file_id, byte_offset, linkedid, uniqueid, event_type, event_time, raw)
       SELECT $1, $2, byte_offset, linkedid, uniqueid, event_type, event_time, raw FROM line ORDER BY place
       ON CONFLICT DO NOTHING
       RETURNING linkedid, event_type, event_time
     )
     INSERT INTO cel_open_calls AS open (node, linkedid, first_at, last_at, ended)
     SELECT $1, linkedid, min(event_time), max(event_time), bool_or(event_type = 'LINKEDID_END')
       FROM added WHERE linkedid <> '' GROUP BY linkedid ORDER BY linkedid
     ON CONFLICT (node, linkedid) DO UPDATE
       SET first_at = least(open.first_at, excluded.first_at),
           last_at = greatest(open.last_at, excluded.last_at),
           ended = open.ended OR excluded.ended
     RETURNING linkedid`,
    [
      node,
      fileId,
      column((row) => row.byteOffset),
      column((row) => storableText(row.linkedid)),
      column((row) => storableText(row.uniqueid)),
      column((row) => storableText(row.eventType)),
      column((row) => row.eventTime),
      column((row) => storableText(row.raw)),
    ],
  );
}
