import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Postgres gathers no statistics of texts that no query looks into: they took a third of each ANALYZE of these tables, which comes
 * once a minute while a new system has many calls, and takes a processor then.
 */
export class NoStatistics1785300300000 implements MigrationInterface {
  name = 'NoStatistics1785300300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of texts) await runner.query(`ALTER TABLE ${table} ALTER ${column} SET STATISTICS 0`);
    await runner.query(makePartition("EXECUTE format('ALTER TABLE %I ALTER data SET STATISTICS 0', partition);"));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of texts) await runner.query(`ALTER TABLE ${table} ALTER ${column} SET STATISTICS -1`);
    await runner.query(makePartition(''));
  }
}

/** With a table go its partitions. */
const texts = [
  ['cel_events', 'raw'],
  ['event_log', 'data'],
  ['live_calls', 'call'],
];

// Partitions do not take it over from their table.
const makePartition = (more: string) => `
CREATE OR REPLACE FUNCTION make_event_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'event_log_' || to_char(day, 'YYYYMMDD');
BEGIN
  EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING ALL)', partition);
  ${more}
  EXECUTE format('ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, day, day + 1);
END $$`;
