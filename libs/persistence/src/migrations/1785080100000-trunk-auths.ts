import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trunks whose peer registers here have no host, and what callers over a trunk may prove. */
export class TrunkAuths1785080100000 implements MigrationInterface {
  name = 'TrunkAuths1785080100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ALTER COLUMN host DROP NOT NULL,
        ADD COLUMN inbound_credentials jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE trunks SET host = '0.0.0.0', enabled = false WHERE host IS NULL");
    await runner.query('ALTER TABLE trunks ALTER COLUMN host SET NOT NULL, DROP COLUMN inbound_credentials');
  }
}
