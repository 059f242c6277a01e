import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockKey } from '../data-source/locks.js';

/** A notification for each event that was appended, with the event in it, instead of one with the newest seq. */
export class ToldEvents1785300100000 implements MigrationInterface {
  name = 'ToldEvents1785300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tellEvent);
    await runner.query(append(insertAndTell));
    await runner.query(applyLiveCalls);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(append(insertAndTellSeq));
    await runner.query('DROP FUNCTION tell_event(bigint, uuid, text, timestamptz, jsonb)');
  }
}

// A payload has at most 7,999 bytes; of an event that does not fit its seq is told.
const tellEvent = `
CREATE FUNCTION tell_event(seq bigint, id uuid, type text, at timestamptz, data jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  event text := json_build_object('seq', seq, 'id', id, 'type', type, 'data', data,
                                  'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
BEGIN
  PERFORM pg_notify('trunkline_events', CASE WHEN octet_length(event) < 8000 THEN event ELSE seq::text END);
END $$`;

// Each statement of a volatile function sees what was committed before it, so what is read after the lock is the newest.
const append = (insert: string): string => `
CREATE OR REPLACE FUNCTION append_events(batch jsonb) RETURNS TABLE (event_id uuid, event_seq bigint) LANGUAGE plpgsql AS $$
DECLARE
  today date;
  newest bigint;
  appended bigint;
  added record;
  ids uuid[];
  ended uuid[];
  known uuid[];
  over uuid[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(${lockKey.events});
  today := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  IF to_regclass('event_log_' || to_char(today, 'YYYYMMDD')) IS NULL THEN
    PERFORM make_event_partition(today);
  END IF;
  newest := greatest((SELECT max(seq) FROM event_log), (SELECT max(seq) FROM event_log_floor), 0);
  SELECT array_agg((e->>'id')::uuid),
         coalesce(array_agg((e->>'call_id')::uuid) FILTER (WHERE e->>'type' IN ('call.ended', 'call.merged')), '{}')
    INTO ids, ended FROM jsonb_array_elements(batch) e;
  known := ARRAY(SELECT id FROM event_log WHERE id = ANY(ARRAY(SELECT unnest(ids))));
  IF ended <> '{}' THEN
    over := ARRAY(SELECT call_id FROM event_log
                   WHERE type IN ('call.ended', 'call.merged') AND call_id = ANY(ARRAY(SELECT unnest(ended))));
  END IF;
  ${insert}
END $$`;

// By `ARRAY(…)` the index is used and the statement planned once: for an array as it is it would be planned each time.
const applyLiveCalls = `
CREATE OR REPLACE FUNCTION apply_live_calls(calls jsonb, gone uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF gone <> '{}' THEN
    DELETE FROM live_calls WHERE id = ANY(ARRAY(SELECT unnest(gone)));
  END IF;
  INSERT INTO live_calls (id, node, linkedid, started_at, call)
  SELECT (given->>'id')::uuid, given->>'node', given->>'linkedid', (given->>'startedAt')::timestamptz, given
    FROM jsonb_array_elements(calls) AS given
  ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, call = excluded.call;
END $$`;

const rows = `
    INSERT INTO event_log (seq, day, id, at, type, call_id, data)
    SELECT newest + row_number() OVER (ORDER BY e.place), today, e.id, e.at, e.type, e.call_id, e.data
      FROM ROWS FROM (jsonb_to_recordset(batch)
             AS (id uuid, at timestamptz, type text, call_id uuid, data jsonb)) WITH ORDINALITY
             AS e (id, at, type, call_id, data, place)
     WHERE e.id <> ALL(known)
       AND NOT (e.type IN ('call.ended', 'call.merged') AND e.call_id = ANY(over))`;

const insertAndTell = `
  FOR added IN ${rows}
    RETURNING seq, id, type, at, data
  LOOP
    PERFORM tell_event(added.seq, added.id, added.type, added.at, added.data);
    event_id := added.id;
    event_seq := added.seq;
    RETURN NEXT;
  END LOOP;`;

const insertAndTellSeq = `
  RETURN QUERY ${rows}
    RETURNING event_log.id, event_log.seq;
  GET DIAGNOSTICS appended = ROW_COUNT;
  IF appended > 0 THEN
    PERFORM pg_notify('trunkline_events', (newest + appended)::text);
  END IF;`;
