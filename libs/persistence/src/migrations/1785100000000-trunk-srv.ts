import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trunks whose port is looked up. */
export class TrunkSrv1785100000000 implements MigrationInterface {
  name = 'TrunkSrv1785100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks ALTER COLUMN port DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE trunks SET port = CASE transport WHEN 'tls' THEN 5061 ELSE 5060 END WHERE port IS NULL");
    await runner.query('ALTER TABLE trunks ALTER COLUMN port SET NOT NULL');
  }
}
