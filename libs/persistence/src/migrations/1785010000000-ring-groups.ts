import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions that are called together, or one after the other. */
export class RingGroups1785010000000 implements MigrationInterface {
  name = 'RingGroups1785010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ring_groups (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        number text,
        strategy text NOT NULL,
        members uuid[] NOT NULL,
        ring_seconds integer NOT NULL,
        no_answer jsonb,
        enabled boolean NOT NULL,
        CONSTRAINT ring_groups_ref_key UNIQUE (ref),
        CONSTRAINT ring_groups_number_key UNIQUE (number),
        CONSTRAINT ring_groups_pkey PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ring_groups');
  }
}
