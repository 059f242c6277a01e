import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the few lines that make one call of several be found by their time. */
export class CelJoinings1785001610000 implements MigrationInterface {
  name = 'CelJoinings1785001610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX cel_events_joining_idx ON cel_events (node, event_time)
        WHERE event_type IN ('PICKUP', 'ATTENDEDTRANSFER')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX cel_events_joining_idx');
  }
}
