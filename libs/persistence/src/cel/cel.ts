import { type DataSource, type EntityManager, In } from 'typeorm';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
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

/** An Asterisk that ended. Microseconds since the epoch. */
export interface EndedLife {
  /** When the next one started, or had its first channel. */
  nextAtMicros: number;
  /** Its newest line, null when there is none. */
  lastSignMicros: number | null;
}

/** As the index cel_events_joining_idx has it. */
const joining = "event_type IN ('PICKUP', 'ATTENDEDTRANSFER')";

/** Type of the rows that hold text which is no record. */
const unreadable = 'UNREADABLE';

const statements = {
  insert: {
    name: 'cel-insert',
    text: `WITH line AS (
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
  },
  place: {
    name: 'cel-place',
    text: `INSERT INTO cel_spool (node, file_id, byte_offset, updated_at) VALUES ($1, $2, $3, now())
           ON CONFLICT (node, file_id) DO UPDATE
             SET byte_offset = excluded.byte_offset, updated_at = excluded.updated_at`,
  },
  rowsOfCalls: {
    name: 'cel-rows-of-calls',
    text: `WITH RECURSIVE merged (call, linkedid) AS (
             SELECT * FROM unnest($2::int[], $3::text[])
              UNION
             SELECT merged.call, other.linkedid
               FROM merged
               CROSS JOIN LATERAL (SELECT DISTINCT uniqueid FROM cel_events
                  WHERE node = $1 AND linkedid = merged.linkedid AND uniqueid <> '' OFFSET 0) own
               CROSS JOIN LATERAL (SELECT DISTINCT linkedid FROM cel_events
                  WHERE node = $1 AND uniqueid = own.uniqueid AND linkedid <> '' OFFSET 0) other
           )
           SELECT merged.call, event.linkedid, event.raw
             FROM merged
             CROSS JOIN LATERAL (SELECT linkedid, raw, position FROM cel_events
                WHERE node = $1 AND linkedid = merged.linkedid OFFSET 0) event
            ORDER BY event.position`,
  },
  joinings: {
    name: 'cel-joinings',
    text: `SELECT raw FROM cel_events
            WHERE node = $1 AND event_time >= $2 AND event_time <= $3 AND ${joining}
            ORDER BY position`,
  },
  close: {
    name: 'cel-close',
    text: 'DELETE FROM cel_open_calls WHERE node = $1 AND linkedid = ANY($2::text[])',
  },
} satisfies Record<string, Prepared>;

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
    await runPrepared(manager, statements.place, [node, fileId, newOffset]);
    return [...new Set(added.map((row) => row.linkedid))];
  },

  /** Keeps text of the spool that is no record, as it is. Returns how many of the fragments were new. */
  async appendFragments(
    manager: EntityManager,
    node: string,
    fileId: string,
    fragments: readonly Pick<CelRow, 'byteOffset' | 'raw'>[],
  ): Promise<number> {
    const rows = await manager.query<unknown[]>(
      `INSERT INTO cel_events (node, file_id, byte_offset, linkedid, uniqueid, event_type, event_time, raw)
       SELECT $1, $2, byte_offset, '', '', '${unreadable}', now(), raw FROM unnest($3::bigint[], $4::text[]) AS f (byte_offset, raw)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [node, fileId, fragments.map(({ byteOffset }) => byteOffset), fragments.map(({ raw }) => storableText(raw))],
    );
    return rows.length;
  },

  /** Says how far a file is read without storing anything of it. */
  async begin(manager: EntityManager, node: string, fileId: string): Promise<void> {
    await manager.upsert(CelSpoolEntity, { node, fileId, byteOffset: 0, updatedAt: new Date() }, ['node', 'fileId']);
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

  /**
   * The lines of calls; `call` is the place in `calls`, each of which names linkedids of one. A transfer merges calls: a
   * channel then has lines under two linkedids, and all that hang together like this are one call. OFFSET 0 keeps the
   * planner, which expects far more rows than there are, from reading the whole table: 65 ms against 0.4 ms for each call
   * among 2,000.
   */
  async rowsOfCalls(
    manager: EntityManager,
    node: string,
    calls: readonly (readonly string[])[],
  ): Promise<(Pick<CelRow, 'linkedid' | 'raw'> & { call: number })[]> {
    return runPrepared(manager, statements.rowsOfCalls, [
      node,
      calls.flatMap((linkedids, call) => linkedids.map(() => call)),
      calls.flat().map(storableText),
    ]);
  },

  /** The lines of a span of time that make one call of several: pickups and attended transfers, of whatever call. */
  async joinings(manager: EntityManager, node: string, { from, to }: { from: Date; to: Date }): Promise<string[]> {
    const rows = await runPrepared<{ raw: string }>(manager, statements.joinings, [node, from, to]);
    return rows.map(({ raw }) => raw);
  },

  /** The linkedids that channels bear in their lines. */
  async linkedIdsOfChannels(manager: EntityManager, node: string, uniqueids: readonly string[]): Promise<string[]> {
    const rows = await manager.query<{ linkedid: string }[]>(
      `SELECT DISTINCT linkedid FROM cel_events WHERE node = $1 AND uniqueid = ANY($2) AND linkedid <> ''`,
      [node, uniqueids.map(storableText)],
    );
    return rows.map(({ linkedid }) => linkedid);
  },

  /** Up to `limit` linkedids after `after` in alphabetical order that have lines from the span of time. */
  async linkedIds(
    source: DataSource | EntityManager,
    span: { node: string; from: Date | null; to: Date | null; after: string; limit: number },
  ): Promise<string[]> {
    const rows = await source.query<{ linkedid: string }[]>(
      `SELECT DISTINCT linkedid FROM cel_events
        WHERE node = $1 AND linkedid > $2 AND ($3::timestamptz IS NULL OR event_time >= $3)
          AND ($4::timestamptz IS NULL OR event_time < $4)
        ORDER BY linkedid LIMIT $5`,
      [span.node, span.after, span.from, span.to, span.limit],
    );
    return rows.map((row) => row.linkedid);
  },

  /** Nodes that lines came from. */
  async nodes(source: DataSource | EntityManager): Promise<string[]> {
    const rows = await source.query<{ node: string }[]>(
      'SELECT DISTINCT node FROM (SELECT node FROM cel_spool UNION ALL SELECT node FROM call_records UNION ALL SELECT id FROM nodes) n',
    );
    return rows.map((row) => row.node);
  },

  /**
   * The Asterisks that ended after `after`, oldest first. `startedAt` is when the one that is up now started; each one
   * before it is told by the first channel of its successor, since every Asterisk counts its channels from 0 in their ids.
   */
  async endedLives(
    source: DataSource | EntityManager,
    node: string,
    after: Date,
    startedAt: Date,
  ): Promise<EndedLife[]> {
    const rows = await source.query<{ next: string; last: string | null }[]>(
      `WITH starts AS (
         SELECT event_time AS at FROM cel_events
          WHERE node = $1 AND event_time > $2 AND event_time < $3
            AND event_type = 'CHAN_START' AND uniqueid LIKE '%.0'
         UNION SELECT $3::timestamptz)
       SELECT floor(extract(epoch FROM at) * 1000000)::bigint AS next,
              floor(extract(epoch FROM (SELECT max(event_time) FROM cel_events
                WHERE node = $1 AND event_time < at AND linkedid <> '')) * 1000000)::bigint AS last
         FROM starts ORDER BY at`,
      [node, after, startedAt],
    );
    return rows.map(({ next, last }) => ({
      nextAtMicros: Number(next),
      lastSignMicros: last === null ? null : Number(last),
    }));
  },

  /** Calls whose record is still to be made, oldest first. */
  async openLinkedIds(source: DataSource | EntityManager, node: string): Promise<OpenLinkedId[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = await manager.find(CelOpenCallEntity, { where: { node }, order: { firstAt: 'ASC', linkedid: 'ASC' } });
    return rows.map(({ linkedid, firstAt, lastAt, ended }) => ({ linkedid, firstAt, lastAt, ended }));
  },

  /** Says that the lines of these linkedids are dealt with. */
  async close(manager: EntityManager, node: string, linkedids: readonly string[]): Promise<void> {
    await runPrepared(manager, statements.close, [node, linkedids.map(storableText)]);
  },

  /** Forgets spool files that are gone. Their lines stay. */
  async forgetFiles(manager: EntityManager, node: string, fileIds: readonly string[]): Promise<void> {
    await manager.delete(CelSpoolEntity, { node, fileId: In([...fileIds]) });
  },
};

async function insertRows(
  manager: EntityManager,
  node: string,
  fileId: string,
  rows: readonly CelRow[],
): Promise<{ linkedid: string }[]> {
  const column = (value: (row: CelRow) => string | number) => rows.map(value);
  return runPrepared(manager, statements.insert, [
    node,
    fileId,
    column((row) => row.byteOffset),
    column((row) => storableText(row.linkedid)),
    column((row) => storableText(row.uniqueid)),
    column((row) => storableText(row.eventType)),
    column((row) => row.eventTime),
    column((row) => storableText(row.raw)),
  ]);
}
