import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tests of trunks and what they found. */
export class TrunkTests1785090500000 implements MigrationInterface {
  name = 'TrunkTests1785090500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE trunk_tests (
        id uuid NOT NULL,
        trunk_id uuid NOT NULL,
        number text,
        started_by text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        call_id uuid,
        findings jsonb NOT NULL,
        CONSTRAINT trunk_tests_pkey PRIMARY KEY (id),
        CONSTRAINT trunk_tests_trunk_fkey FOREIGN KEY (trunk_id) REFERENCES trunks (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX trunk_tests_trunk_idx ON trunk_tests (trunk_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trunk_tests');
  }
}
