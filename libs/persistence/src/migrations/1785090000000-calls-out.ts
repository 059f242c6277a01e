import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may call out over a route, and which number is shown. */
export class CallsOut1785090000000 implements MigrationInterface {
  name = 'CallsOut1785090000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE extensions
        ADD COLUMN caller_id text,
        ADD COLUMN groups text[] NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE outbound_routes
        ADD COLUMN emergency boolean NOT NULL DEFAULT false,
        ADD COLUMN allowed_groups text[] NOT NULL DEFAULT '{}',
        ADD COLUMN pin_sealed text,
        ADD COLUMN caller_id text,
        ADD COLUMN area_caller_ids jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE trunks ADD COLUMN caller_id_policy text NOT NULL DEFAULT 'always'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks DROP COLUMN caller_id_policy');
    await runner.query(`ALTER TABLE outbound_routes
        DROP COLUMN emergency,
        DROP COLUMN allowed_groups,
        DROP COLUMN pin_sealed,
        DROP COLUMN caller_id,
        DROP COLUMN area_caller_ids`);
    await runner.query('ALTER TABLE extensions DROP COLUMN caller_id, DROP COLUMN groups');
  }
}
