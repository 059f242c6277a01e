import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema. */
export class Initial1785000000000 implements MigrationInterface {
  name = 'Initial1785000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }
}
