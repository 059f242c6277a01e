import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deleted resources as they were, for as long as they can be restored. */
export class DeletedResources1785001840000 implements MigrationInterface {
  name = 'DeletedResources1785001840000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE deleted_resources (
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        row jsonb NOT NULL,
        deleted_by jsonb NOT NULL,
        deleted_at timestamptz(3) NOT NULL,
        restorable_until timestamptz(3) NOT NULL,
        CONSTRAINT deleted_resources_pkey PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX deleted_resources_deleted_at_idx ON deleted_resources (deleted_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deleted_resources');
  }
}
