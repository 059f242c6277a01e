import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a trunk shows to its carrier, and how many calls it carries. */
export class TrunkIdentity1785000210000 implements MigrationInterface {
  name = 'TrunkIdentity1785000210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN from_user text,
        ADD COLUMN from_domain text,
        ADD COLUMN caller_id text,
        ADD COLUMN max_calls integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        DROP COLUMN from_user, DROP COLUMN from_domain, DROP COLUMN caller_id, DROP COLUMN max_calls`);
  }
}
