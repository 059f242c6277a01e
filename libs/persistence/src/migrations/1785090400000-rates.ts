import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What carriers charge, and routes that ask the cheapest first. */
export class Rates1785090400000 implements MigrationInterface {
  name = 'Rates1785090400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE rate_tables (
        id text NOT NULL CONSTRAINT rate_tables_pkey PRIMARY KEY,
        rates text NOT NULL)`);
    await runner.query('ALTER TABLE trunks ADD COLUMN rates jsonb');
    await runner.query(`ALTER TABLE outbound_routes ADD COLUMN trunk_order text NOT NULL DEFAULT 'listed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbound_routes DROP COLUMN trunk_order');
    await runner.query('ALTER TABLE trunks DROP COLUMN rates');
    await runner.query('DROP TABLE rate_tables');
  }
}
