import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates, the one that the node shows, and how trunks are kept from being listened to. */
export class Tls1785020000000 implements MigrationInterface {
  name = 'Tls1785020000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE certificates (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        name text NOT NULL,
        kind text NOT NULL,
        pem text NOT NULL,
        private_key_sealed text,
        CONSTRAINT certificates_pkey PRIMARY KEY (id)
      )`);
    await runner.query('ALTER TABLE settings ADD COLUMN tls_certificate_id uuid');
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN media_encryption text NOT NULL DEFAULT 'none',
        ADD COLUMN verify_server boolean NOT NULL DEFAULT true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trunks DROP COLUMN media_encryption, DROP COLUMN verify_server');
    await runner.query('ALTER TABLE settings DROP COLUMN tls_certificate_id');
    await runner.query('DROP TABLE certificates');
  }
}
