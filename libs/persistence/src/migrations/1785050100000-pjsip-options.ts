import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Options of pjsip.conf that a trunk sets by their names. */
export class PjsipOptions1785050100000 implements MigrationInterface {
  name = 'PjsipOptions1785050100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE trunks ADD COLUMN pjsip_options jsonb NOT NULL DEFAULT '[]'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks DROP COLUMN pjsip_options');
  }
}
