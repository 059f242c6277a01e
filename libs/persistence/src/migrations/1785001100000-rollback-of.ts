import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which revision a rollback undid. */
export class RollbackOf1785001100000 implements MigrationInterface {
  name = 'RollbackOf1785001100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE config_revisions ADD COLUMN rollback_of integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE config_revisions DROP COLUMN rollback_of');
  }
}
