import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The settings of the node, with what they are before anybody changes them. */
export class Settings1785001000000 implements MigrationInterface {
  name = 'Settings1785001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE settings (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        public_address text,
        local_networks text[] NOT NULL,
        rtp_port_start integer,
        rtp_port_end integer,
        sip_port integer,
        country text NOT NULL,
        CONSTRAINT settings_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`INSERT INTO settings (id, revision, local_networks, country) VALUES
        ('01900000-0000-7000-8000-747269746e67', 0,
         '{127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16}', 'US')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settings');
  }
}
