import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where calls to a number or of an inbound route go that cannot reach their destination. */
export class Fallbacks1785090600000 implements MigrationInterface {
  name = 'Fallbacks1785090600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE numbers ADD COLUMN fallback jsonb');
    await runner.query('ALTER TABLE inbound_routes ADD COLUMN fallback jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbound_routes DROP COLUMN fallback');
    await runner.query('ALTER TABLE numbers DROP COLUMN fallback');
  }
}
