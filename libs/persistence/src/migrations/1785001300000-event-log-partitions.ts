import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A day never goes back as seq goes on, and none lies ahead, whatever the clock of an agent said. */
const rowsWithDay = `SELECT seq, least(
    max((at AT TIME ZONE 'UTC')::date) OVER (ORDER BY seq), (now() AT TIME ZONE 'UTC')::date) AS day,
    id, at, type, call_id, data FROM event_log_before`;

/** The event log has a partition for each day. Rows and their seq stay. */
export class EventLogPartitions1785001300000 implements MigrationInterface {
  name = 'EventLogPartitions1785001300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE event_log DROP CONSTRAINT event_log_pkey, DROP CONSTRAINT event_log_id_key`);
    await runner.query('DROP INDEX event_log_at_idx, event_log_call_ended_key');
    await runner.query('ALTER TABLE event_log RENAME TO event_log_before');
    await runner.query(`CREATE TABLE event_log (
        seq bigint NOT NULL,
        day date NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        type text NOT NULL,
        call_id uuid,
        data jsonb NOT NULL,
        CONSTRAINT event_log_id_key UNIQUE (id, day),
        CONSTRAINT event_log_pkey PRIMARY KEY (seq, day)
      ) PARTITION BY RANGE (day)`);
    await runner.query(
      `CREATE UNIQUE INDEX event_log_call_ended_key ON event_log (call_id, day) WHERE type = 'call.ended'`,
    );
    await runner.query('CREATE INDEX event_log_call_idx ON event_log (call_id)');
    await runner.query(`CREATE TABLE event_log_floor (
        id smallint NOT NULL,
        seq bigint NOT NULL,
        CONSTRAINT event_log_floor_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`DO $$
      DECLARE one date;
      BEGIN
        FOR one IN SELECT DISTINCT day FROM (${rowsWithDay}) AS rows LOOP
          EXECUTE format('CREATE TABLE event_log_%s PARTITION OF event_log FOR VALUES FROM (%L) TO (%L)',
            to_char(one, 'YYYYMMDD'), one, one + 1);
        END LOOP;
      END $$`);
    await runner.query(`INSERT INTO event_log (seq, day, id, at, type, call_id, data) ${rowsWithDay}`);
    await runner.query('DROP TABLE event_log_before');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE event_log_after AS SELECT seq, id, at, type, call_id, data FROM event_log');
    await runner.query('DROP TABLE event_log, event_log_floor');
    await runner.query('ALTER TABLE event_log_after RENAME TO event_log');
    await runner.query(`ALTER TABLE event_log ALTER id SET NOT NULL, ALTER at SET NOT NULL, ALTER type SET NOT NULL,
        ALTER data SET NOT NULL, ADD CONSTRAINT event_log_id_key UNIQUE (id),
        ADD CONSTRAINT event_log_pkey PRIMARY KEY (seq)`);
    await runner.query('CREATE INDEX event_log_at_idx ON event_log (at)');
    await runner.query(`CREATE UNIQUE INDEX event_log_call_ended_key ON event_log (call_id) WHERE type = 'call.ended'`);
  }
}
