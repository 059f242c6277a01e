import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asked for the names of callers. */
export class CallerNames1785090200000 implements MigrationInterface {
  name = 'CallerNames1785090200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settings ADD COLUMN caller_name_url text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settings DROP COLUMN caller_name_url');
  }
}
