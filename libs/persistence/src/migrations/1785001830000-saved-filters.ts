import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of lists that users named. */
export class SavedFilters1785001830000 implements MigrationInterface {
  name = 'SavedFilters1785001830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE saved_filters (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        list text NOT NULL,
        name text NOT NULL,
        filter jsonb NOT NULL,
        is_default boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT saved_filters_pkey PRIMARY KEY (id),
        CONSTRAINT saved_filters_name_key UNIQUE (user_id, list, name),
        CONSTRAINT saved_filters_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE UNIQUE INDEX saved_filters_default_key ON saved_filters (user_id, list)
      WHERE is_default`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_filters');
  }
}
