import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The addresses of a trunk that calls go to, and what is tried elsewhere. */
export class Gateways1785030000000 implements MigrationInterface {
  name = 'Gateways1785030000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN gateways jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN failover_on text[] NOT NULL DEFAULT '{unreachable,failed,forbidden}'`);
    await runner.query('ALTER TABLE outbound_routes ADD COLUMN failover_on text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbound_routes DROP COLUMN failover_on');
    await runner.query('ALTER TABLE trunks DROP COLUMN gateways, DROP COLUMN failover_on');
  }
}
