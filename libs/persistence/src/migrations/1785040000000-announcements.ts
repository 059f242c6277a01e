import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audio files, and announcements that play them. */
export class Announcements1785040000000 implements MigrationInterface {
  name = 'Announcements1785040000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audio_files (
        id text NOT NULL,
        seconds double precision NOT NULL,
        format text NOT NULL,
        sample_rate integer NOT NULL,
        channels integer NOT NULL,
        content bytea NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT audio_files_pkey PRIMARY KEY (id)
      )`);
    // Speech in 16 bits hardly gets smaller, and a part of it is read without the rest.
    await runner.query('ALTER TABLE audio_files ALTER COLUMN content SET STORAGE EXTERNAL');
    await runner.query(`CREATE TABLE announcements (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        audio_id text NOT NULL,
        next jsonb,
        enabled boolean NOT NULL,
        CONSTRAINT announcements_ref_key UNIQUE (ref),
        CONSTRAINT announcements_pkey PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE announcements');
    await runner.query('DROP TABLE audio_files');
  }
}
