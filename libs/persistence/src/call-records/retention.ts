import type { DataSource, EntityManager } from 'typeorm';
import { lockKey } from '../data-source/locks.js';

const BATCH = 500;
/** Most lines that are looked at for one batch of raw rows. */
const LINES = 5000;

/** Removing in batches, each a transaction of its own that one process at a time may run. */
export const RecordRetention = {
  /**
   * Deletes up to 500 records of calls that ended before, with their raw lines and those of calls that were joined to
   * them: nothing may make them anew. Returns how many records.
   */
  deleteRecords(ds: DataSource, before: Date): Promise<number> {
    return exclusively(ds, (manager) =>
      count(
        manager,
        `WITH old AS (
           SELECT id, node, linkedid, legs FROM call_records WHERE ended_at < $1 ORDER BY ended_at LIMIT ${BATCH}
         ), lines AS (
           DELETE FROM cel_events e USING old WHERE e.node = old.node AND e.linkedid = old.linkedid
         ), joined AS (
           DELETE FROM cel_events e USING old, jsonb_array_elements(old.legs) leg
            WHERE e.node = old.node AND e.uniqueid = leg->>'id' AND e.linkedid <> old.linkedid
         ), closings AS (
           DELETE FROM call_closings c USING old WHERE c.node = old.node AND c.linkedid = old.linkedid
         )
         DELETE FROM call_records r USING old WHERE r.id = old.id`,
        before,
      ),
    );
  },

  /**
   * Deletes the raw lines of calls whose last line is from before, never those of a call that is still open: all lines of
   * a call or none, so that what is left can still be rebuilt. Returns how many lines.
   */
  deleteLines(ds: DataSource, before: Date): Promise<number> {
    return exclusively(ds, (manager) =>
      count(
        manager,
        `WITH old AS (
           SELECT DISTINCT node, linkedid FROM (
             SELECT node, linkedid FROM cel_events e WHERE event_time < $1
                AND NOT EXISTS (SELECT 1 FROM cel_open_calls o WHERE o.node = e.node AND o.linkedid = e.linkedid)
              ORDER BY event_time LIMIT ${LINES}) line
         ), over AS (
           SELECT node, linkedid FROM old WHERE NOT EXISTS (
             SELECT 1 FROM cel_events e WHERE e.node = old.node AND e.linkedid = old.linkedid
                AND old.linkedid <> '' AND e.event_time >= $1)
         )
         DELETE FROM cel_events e USING over
          WHERE e.node = over.node AND e.linkedid = over.linkedid AND e.event_time < $1`,
        before,
      ),
    );
  },
};

/** 0 when another process is at it. */
function exclusively(ds: DataSource, work: (manager: EntityManager) => Promise<number>): Promise<number> {
  return ds.transaction(async (manager) => {
    const [row] = await manager.query<[{ mine: boolean }]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      lockKey.recordRetention,
    ]);
    return row.mine ? work(manager) : 0;
  });
}

async function count(manager: EntityManager, statement: string, before: Date): Promise<number> {
  const [, affected] = await manager.query<[unknown, number]>(statement, [before]);
  return affected;
}
