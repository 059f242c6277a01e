import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many calls out over a trunk begin within a second. */
export class TrunkPace1785300000000 implements MigrationInterface {
  name = 'TrunkPace1785300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks ADD COLUMN max_calls_per_second int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks DROP COLUMN max_calls_per_second');
  }
}
