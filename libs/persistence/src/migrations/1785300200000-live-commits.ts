import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockKey } from '../data-source/locks.js';

/** Live calls and their events are committed without waiting for the disk; what a crash of the server loses is told. */
export class LiveCommits1785300200000 implements MigrationInterface {
  name = 'LiveCommits1785300200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE UNLOGGED TABLE event_log_life (life uuid NOT NULL)');
    await runner.query('INSERT INTO event_log_life (life) VALUES (gen_random_uuid())');
    await runner.query(lifeOfEventLog);
    await runner.query('DROP FUNCTION store_call_events(text, bigint, jsonb, uuid[], jsonb)');
    await runner.query(storeCallEvents);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION store_call_events(text, bigint, jsonb, uuid[], jsonb, uuid)');
    await runner.query(storeCallEventsBefore);
    await runner.query('DROP FUNCTION life_of_event_log()');
    await runner.query('DROP TABLE event_log_life');
  }
}

// A start after a crash of the server empties an unlogged table, one after a stop in order does not. What was told and then lost had seqs of which
// nobody knows the last: they are left out, so that none is given twice, and whoever follows the log sees the gap.
const lifeOfEventLog = `
CREATE FUNCTION life_of_event_log() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  found uuid := (SELECT life FROM event_log_life);
  newest bigint;
BEGIN
  IF found IS NOT NULL THEN
    RETURN found;
  END IF;
  PERFORM pg_advisory_xact_lock(${lockKey.events});
  found := (SELECT life FROM event_log_life);
  IF found IS NULL THEN
    found := gen_random_uuid();
    INSERT INTO event_log_life (life) VALUES (found);
    newest := greatest((SELECT max(seq) FROM event_log), (SELECT max(seq) FROM event_log_floor), 0);
    IF newest > 0 THEN
      INSERT INTO event_log_floor (id, seq) VALUES (2, newest + 100000)
      ON CONFLICT (id) DO UPDATE SET seq = excluded.seq;
    END IF;
  END IF;
  RETURN found;
END $$`;

// Who knows the life of the log has what it wrote in it and writes that again, should the log have another life one day:
// only then may a commit come before the disk has it. No row: the lease is another's.
const storeCallEvents = `
CREATE FUNCTION store_call_events(for_node text, held_token bigint, calls jsonb, gone uuid[], batch jsonb, known_life uuid)
RETURNS TABLE (stored boolean, life uuid, written double precision, flushed double precision) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM node_leases WHERE node_id = for_node AND token = held_token FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  life := life_of_event_log();
  stored := known_life IS NULL OR known_life = life;
  IF stored THEN
    IF known_life IS NOT NULL THEN
      PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    PERFORM apply_live_calls(calls, gone);
    PERFORM append_events(batch);
  END IF;
  written := pg_current_wal_insert_lsn() - '0/0';
  flushed := pg_current_wal_flush_lsn() - '0/0';
  RETURN NEXT;
END $$`;

const storeCallEventsBefore = `
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
