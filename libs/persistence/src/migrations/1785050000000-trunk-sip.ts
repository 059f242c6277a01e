import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What carriers ask for in SIP and media. */
export class TrunkSip1785050000000 implements MigrationInterface {
  name = 'TrunkSip1785050000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN dtmf_mode text NOT NULL DEFAULT 'auto',
        ADD COLUMN session_timers text NOT NULL DEFAULT 'offer',
        ADD COLUMN session_expires int NOT NULL DEFAULT 1800,
        ADD COLUMN session_min_expires int NOT NULL DEFAULT 90,
        ADD COLUMN identity_header text NOT NULL DEFAULT 'pai',
        ADD COLUMN trust_identity boolean NOT NULL DEFAULT true,
        ADD COLUMN hide_caller boolean NOT NULL DEFAULT false,
        ADD COLUMN outbound_proxy text,
        ADD COLUMN user_phone boolean NOT NULL DEFAULT false,
        ADD COLUMN reliable_provisional text NOT NULL DEFAULT 'yes',
        ADD COLUMN dscp_audio text NOT NULL DEFAULT 'cs0',
        ADD COLUMN symmetric_rtp boolean NOT NULL DEFAULT true,
        ADD COLUMN rewrite_contact boolean NOT NULL DEFAULT false,
        ADD COLUMN t38 boolean NOT NULL DEFAULT false,
        ADD COLUMN jitter_buffer text NOT NULL DEFAULT 'off',
        ADD COLUMN jitter_buffer_ms int NOT NULL DEFAULT 200,
        ADD COLUMN inband_progress boolean NOT NULL DEFAULT false,
        ADD COLUMN options_interval int NOT NULL DEFAULT 10`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        DROP COLUMN dtmf_mode,
        DROP COLUMN session_timers,
        DROP COLUMN session_expires,
        DROP COLUMN session_min_expires,
        DROP COLUMN identity_header,
        DROP COLUMN trust_identity,
        DROP COLUMN hide_caller,
        DROP COLUMN outbound_proxy,
        DROP COLUMN user_phone,
        DROP COLUMN reliable_provisional,
        DROP COLUMN dscp_audio,
        DROP COLUMN symmetric_rtp,
        DROP COLUMN rewrite_contact,
        DROP COLUMN t38,
        DROP COLUMN jitter_buffer,
        DROP COLUMN jitter_buffer_ms,
        DROP COLUMN inband_progress,
        DROP COLUMN options_interval`);
  }
}
