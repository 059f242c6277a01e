import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the calls of a trunk come from, and the addresses of the names among it. */
export class CallSources1785080000000 implements MigrationInterface {
  name = 'CallSources1785080000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN source_addresses text[] NOT NULL DEFAULT '{}',
        ADD COLUMN identify_header text`);
    await runner.query(`CREATE TABLE resolved_names (
        name text NOT NULL,
        addresses jsonb NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        failing_since timestamptz(3),
        CONSTRAINT resolved_names_pkey PRIMARY KEY (name))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE resolved_names');
    await runner.query('ALTER TABLE trunks DROP COLUMN source_addresses, DROP COLUMN identify_header');
  }
}
