import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the revisions of one resource, and those that Asterisk has not taken, among tens of thousands. */
export class RevisionsByResource1785002000000 implements MigrationInterface {
  name = 'RevisionsByResource1785002000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX config_revisions_resources_idx ON config_revisions
      USING gin (jsonb_path_query_array(changes, '$[*].id'))`);
    await runner.query(`CREATE INDEX config_revisions_unproven_idx ON config_revisions (number)
      WHERE status IN ('pending', 'failed')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX config_revisions_resources_idx, config_revisions_unproven_idx');
  }
}
