import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks, their deliveries, and the place in the event log up to which deliveries are queued. */
export class Webhooks1785001400000 implements MigrationInterface {
  name = 'Webhooks1785001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE webhooks (
        id uuid NOT NULL,
        version integer NOT NULL,
        url text NOT NULL,
        description text NOT NULL,
        events text[] NOT NULL,
        trunk_ids uuid[] NOT NULL,
        extension_ids uuid[] NOT NULL,
        enabled boolean NOT NULL,
        secret_sealed text NOT NULL,
        previous_secret_sealed text,
        previous_secret_until timestamptz,
        since_seq bigint NOT NULL,
        disabled_reason text,
        last_success_at timestamptz,
        failing_since timestamptz,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT webhooks_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE TABLE webhook_deliveries (
        id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        event_id uuid NOT NULL,
        event_type text NOT NULL,
        seq bigint NOT NULL,
        lane text NOT NULL,
        body text NOT NULL,
        status text NOT NULL,
        attempts jsonb NOT NULL,
        tries integer NOT NULL,
        next_attempt_at timestamptz,
        created_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_deliveries_event_key UNIQUE (webhook_id, event_id),
        CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX webhook_deliveries_pending_idx ON webhook_deliveries (webhook_id, lane, seq)
      WHERE status = 'pending'`);
    await runner.query('CREATE INDEX webhook_deliveries_webhook_idx ON webhook_deliveries (webhook_id, id)');
    await runner.query(`CREATE TABLE webhook_lanes (
        webhook_id uuid NOT NULL,
        lane text NOT NULL,
        due_at timestamptz NOT NULL,
        token uuid,
        leased_until timestamptz,
        CONSTRAINT webhook_lanes_pkey PRIMARY KEY (webhook_id, lane),
        CONSTRAINT webhook_lanes_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX webhook_lanes_due_idx ON webhook_lanes (webhook_id, due_at)');
    await runner.query(`CREATE TABLE webhook_cursor (
        id integer NOT NULL,
        seq bigint NOT NULL,
        CONSTRAINT webhook_cursor_pkey PRIMARY KEY (id)
      )`);
    // From here on: what happened before there were webhooks is nobody's.
    await runner.query(`INSERT INTO webhook_cursor (id, seq)
      SELECT 1, greatest((SELECT max(seq) FROM event_log), (SELECT max(seq) FROM event_log_floor), 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_cursor', 'webhook_lanes', 'webhook_deliveries', 'webhooks'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
