import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How carriers write numbers. */
export class Numbering1785090100000 implements MigrationInterface {
  name = 'Numbering1785090100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks ADD COLUMN numbering jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks DROP COLUMN numbering');
  }
}
