import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the states of trunks and extensions changed, and API keys that expire. */
export class StateHistory1785001200000 implements MigrationInterface {
  name = 'StateHistory1785001200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE state_changes (
        id uuid NOT NULL,
        kind text NOT NULL,
        resource_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        status text NOT NULL,
        code text,
        reason text,
        advice text,
        sip_code integer,
        CONSTRAINT state_changes_pkey PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX state_changes_resource_idx ON state_changes (resource_id, id)');
    await runner.query('ALTER TABLE api_keys ADD COLUMN expires_at timestamptz(3)');
    // States of before have none of the fields that are there now; the agent says them anew at its start.
    await runner.query(`DELETE FROM resource_states WHERE kind = 'extension'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN expires_at');
    await runner.query('DROP TABLE state_changes');
  }
}
