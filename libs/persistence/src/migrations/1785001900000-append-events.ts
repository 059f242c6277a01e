import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockKey } from '../data-source/locks.js';

/** What is written for every batch of events as one statement, since each statement is a round trip. */
export class AppendEvents1785001900000 implements MigrationInterface {
  name = 'AppendEvents1785001900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(makePartition);
    await runner.query(append);
    await runner.query(applyLiveCalls);
    await runner.query(storeCallEvents);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION store_call_events(text, bigint, jsonb, uuid[], jsonb)');
    await runner.query('DROP FUNCTION apply_live_calls(jsonb, uuid[])');
    await runner.query('DROP FUNCTION append_events(jsonb)');
    await runner.query('DROP FUNCTION make_event_partition(date)');
  }
}

// Attaching it afterwards, unlike CREATE TABLE … PARTITION OF, waits for no reader and no reader waits for it.
const makePartition = `
CREATE FUNCTION make_event_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'event_log_' || to_char(day, 'YYYYMMDD');
BEGIN
  EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING ALL)', partition);
  EXECUTE format('ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, day, day + 1);
END $$`;

// Each statement of a volatile function sees what was committed before it, so what is read after the lock is the newest.
const append = `
CREATE FUNCTION append_events(batch jsonb) RETURNS TABLE (event_id uuid, event_seq bigint) LANGUAGE plpgsql AS $$
DECLARE
  today date;
  newest bigint;
  appended bigint;
  known uuid[];
  over uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock(${lockKey.events});
  today := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  IF to_regclass('event_log_' || to_char(today, 'YYYYMMDD')) IS NULL THEN
    PERFORM make_event_partition(today);
  END IF;
  newest := greatest((SELECT max(seq) FROM event_log), (SELECT max(seq) FROM event_log_floor), 0);
  known := ARRAY(
    SELECT id FROM event_log WHERE id = ANY(ARRAY(SELECT (e->>'id')::uuid FROM jsonb_array_elements(batch) e)));
  over := ARRAY(
    SELECT call_id FROM event_log
     WHERE type IN ('call.ended', 'call.merged')
       AND call_id = ANY(ARRAY(SELECT (e->>'call_id')::uuid FROM jsonb_array_elements(batch) e
                                WHERE e->>'type' IN ('call.ended', 'call.merged'))));
  RETURN QUERY
    INSERT INTO event_log (seq, day, id, at, type, call_id, data)
    SELECT newest + row_number() OVER (ORDER BY e.place), today, e.id, e.at, e.type, e.call_id, e.data
      FROM ROWS FROM (jsonb_to_recordset(batch)
             AS (id uuid, at timestamptz, type text, call_id uuid, data jsonb)) WITH ORDINALITY
             AS e (id, at, type, call_id, data, place)
     WHERE e.id <> ALL(known)
       AND NOT (e.type IN ('call.ended', 'call.merged') AND e.call_id = ANY(over))
    RETURNING event_log.id, event_log.seq;
  GET DIAGNOSTICS appended = ROW_COUNT;
  IF appended > 0 THEN
    PERFORM pg_notify('trunkline_events', (newest + appended)::text);
  END IF;
END $$`;

const applyLiveCalls = `
CREATE FUNCTION apply_live_calls(calls jsonb, gone uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM live_calls WHERE id = ANY(gone);
  INSERT INTO live_calls (id, node, linkedid, started_at, call)
  SELECT (given->>'id')::uuid, given->>'node', given->>'linkedid', (given->>'startedAt')::timestamptz, given
    FROM jsonb_array_elements(calls) AS given
  ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, call = excluded.call;
END $$`;

// The lease is held until the end of the transaction; renewing it does not touch the key and need not wait.
const storeCallEvents = `
CREATE FUNCTION store_call_events(for_node text, held_token bigint, calls jsonb, gone uuid[], batch jsonb)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM node_leases WHERE node_id = for_node AND token = held_token FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM apply_live_calls(calls, gone);
  PERFORM append_events(batch);
  RETURN true;
END $$`;
