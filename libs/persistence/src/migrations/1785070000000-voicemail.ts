import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailboxes of extensions, and which of them a call came to. */
export class Voicemail1785070000000 implements MigrationInterface {
  name = 'Voicemail1785070000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE extensions
        ADD COLUMN voicemail_enabled boolean NOT NULL DEFAULT false,
        ADD COLUMN voicemail_pin_sealed text,
        ADD COLUMN voicemail_pins_set int NOT NULL DEFAULT 0,
        ADD COLUMN voicemail_ring_seconds int NOT NULL DEFAULT 20`);
    await runner.query('ALTER TABLE call_records ADD COLUMN voicemail_extension_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call_records DROP COLUMN voicemail_extension_id');
    await runner.query(`ALTER TABLE extensions
        DROP COLUMN voicemail_enabled,
        DROP COLUMN voicemail_pin_sealed,
        DROP COLUMN voicemail_pins_set,
        DROP COLUMN voicemail_ring_seconds`);
  }
}
