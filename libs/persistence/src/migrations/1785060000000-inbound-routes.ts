import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schedules, and routes that lead calls of trunks by number, caller, trunk and time. */
export class InboundRoutes1785060000000 implements MigrationInterface {
  name = 'InboundRoutes1785060000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE schedules (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        timezone text NOT NULL,
        weekly jsonb NOT NULL,
        holidays jsonb NOT NULL,
        override text,
        CONSTRAINT schedules_ref_key UNIQUE (ref),
        CONSTRAINT schedules_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE TABLE inbound_routes (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        position integer NOT NULL,
        numbers jsonb NOT NULL,
        trunk_ids uuid[] NOT NULL,
        callers jsonb NOT NULL,
        schedule jsonb,
        destination jsonb,
        enabled boolean NOT NULL,
        CONSTRAINT inbound_routes_ref_key UNIQUE (ref),
        CONSTRAINT inbound_routes_pkey PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbound_routes');
    await runner.query('DROP TABLE schedules');
  }
}
