import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  // Desired state.
  `CREATE TABLE trunks (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        host text NOT NULL,
        port integer NOT NULL,
        transport text NOT NULL,
        auth text NOT NULL,
        username text,
        password_sealed text,
        codecs text[] NOT NULL,
        enabled boolean NOT NULL,
        CONSTRAINT trunks_ref_key UNIQUE (ref),
        CONSTRAINT trunks_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE extensions (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        number text NOT NULL,
        name text NOT NULL,
        sip_username text NOT NULL,
        secret_sealed text NOT NULL,
        codecs text[] NOT NULL,
        max_contacts integer NOT NULL,
        enabled boolean NOT NULL,
        CONSTRAINT extensions_sip_username_key UNIQUE (sip_username),
        CONSTRAINT extensions_number_key UNIQUE (number),
        CONSTRAINT extensions_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE numbers (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        number text NOT NULL,
        label text,
        destination jsonb,
        enabled boolean NOT NULL,
        CONSTRAINT numbers_number_key UNIQUE (number),
        CONSTRAINT numbers_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE outbound_routes (
        id uuid NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        ref text NOT NULL,
        name text NOT NULL,
        position integer NOT NULL,
        patterns jsonb NOT NULL,
        trunk_ids uuid[] NOT NULL,
        enabled boolean NOT NULL,
        CONSTRAINT outbound_routes_ref_key UNIQUE (ref),
        CONSTRAINT outbound_routes_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE config_revisions (
        number integer NOT NULL,
        author text NOT NULL,
        summary text NOT NULL,
        changes jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending',
        reason text,
        file_hashes jsonb,
        renderer_version text,
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        CONSTRAINT config_revisions_pkey PRIMARY KEY (number)
      )`,
  `CREATE INDEX config_revisions_pending_idx ON config_revisions (number) WHERE status = 'pending'`,
  `CREATE TABLE key_check (
        id text NOT NULL,
        sealed text NOT NULL,
        CONSTRAINT key_check_pkey PRIMARY KEY (id)
      )`,
  // Access.
  `CREATE TABLE users (
        id uuid NOT NULL,
        username text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_username_key UNIQUE (username),
        CONSTRAINT users_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE sessions (
        id uuid NOT NULL,
        token_hash text NOT NULL,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT sessions_token_hash_key UNIQUE (token_hash),
        CONSTRAINT sessions_pkey PRIMARY KEY (id)
      )`,
  `CREATE INDEX sessions_expires_at_idx ON sessions (expires_at)`,
  `CREATE INDEX sessions_user_id_idx ON sessions (user_id)`,
  `ALTER TABLE sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE`,
  `CREATE TABLE api_keys (
        id uuid NOT NULL,
        name text NOT NULL,
        prefix text NOT NULL,
        key_hash text NOT NULL,
        permissions text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
        CONSTRAINT api_keys_pkey PRIMARY KEY (id)
      )`,
  // What is going on.
  `CREATE TABLE nodes (
        id text NOT NULL,
        status jsonb NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT nodes_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE resource_states (
        kind text NOT NULL,
        resource_id uuid NOT NULL,
        state jsonb NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT resource_states_pkey PRIMARY KEY (kind, resource_id)
      )`,
  `CREATE TABLE live_calls (
        id uuid NOT NULL,
        node text NOT NULL,
        linkedid text NOT NULL,
        started_at timestamptz NOT NULL,
        call jsonb NOT NULL,
        CONSTRAINT live_calls_pkey PRIMARY KEY (id)
      )`,
  `CREATE INDEX live_calls_node_idx ON live_calls (node)`,
  `CREATE TABLE event_log (
        seq bigint NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        type text NOT NULL,
        call_id uuid,
        data jsonb NOT NULL,
        CONSTRAINT event_log_id_key UNIQUE (id),
        CONSTRAINT event_log_pkey PRIMARY KEY (seq)
      )`,
  `CREATE INDEX event_log_at_idx ON event_log (at)`,
  `CREATE UNIQUE INDEX event_log_call_ended_key ON event_log (call_id) WHERE type = 'call.ended'`,
  // History.
  `CREATE TABLE cel_spool (
        node text NOT NULL,
        file_id text NOT NULL,
        byte_offset bigint NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT cel_spool_pkey PRIMARY KEY (node, file_id)
      )`,
  `CREATE TABLE cel_events (
        node text NOT NULL,
        file_id text NOT NULL,
        byte_offset bigint NOT NULL,
        position bigserial NOT NULL,
        linkedid text NOT NULL,
        uniqueid text NOT NULL,
        event_type text NOT NULL,
        event_time timestamptz NOT NULL,
        raw text NOT NULL,
        CONSTRAINT cel_events_pkey PRIMARY KEY (node, file_id, byte_offset)
      )`,
  `CREATE INDEX cel_events_linkedid_idx ON cel_events (node, linkedid, position)`,
  `CREATE TABLE cel_open_calls (
        node text NOT NULL,
        linkedid text NOT NULL,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        ended boolean NOT NULL,
        CONSTRAINT cel_open_calls_pkey PRIMARY KEY (node, linkedid)
      )`,
  `CREATE TABLE call_records (
        id uuid NOT NULL,
        node text NOT NULL,
        linkedid text NOT NULL,
        direction text NOT NULL,
        from_number text,
        from_name text,
        to_number text,
        trunk_id uuid,
        trunk_name text,
        route_id uuid,
        extension_ids uuid[] NOT NULL,
        started_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        ended_at timestamptz(3) NOT NULL,
        duration_seconds integer NOT NULL,
        billed_seconds integer NOT NULL,
        disposition text NOT NULL,
        hangup_cause integer,
        hangup_cause_text text,
        sip_code integer,
        attempts jsonb NOT NULL,
        CONSTRAINT call_records_pkey PRIMARY KEY (id)
      )`,
  `CREATE UNIQUE INDEX call_records_linkedid_key ON call_records (node, linkedid)`,
  `CREATE INDEX call_records_direction_idx ON call_records (direction, started_at, id)`,
  `CREATE INDEX call_records_disposition_idx ON call_records (disposition, started_at, id)`,
  `CREATE INDEX call_records_trunk_idx ON call_records (trunk_id, started_at, id)`,
  `CREATE INDEX call_records_started_idx ON call_records (started_at, id)`,
];

const names = [
  'call_records',
  'cel_open_calls',
  'cel_events',
  'cel_spool',
  'event_log',
  'live_calls',
  'resource_states',
  'nodes',
  'api_keys',
  'sessions',
  'users',
  'key_check',
  'config_revisions',
  'outbound_routes',
  'numbers',
  'extensions',
  'trunks',
];

/** The first schema. Every statement is what TypeORM derives from the entities; migration-agreement.db.spec.ts proves it. */
export class Initial1785000000000 implements MigrationInterface {
  name = 'Initial1785000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of names) await runner.query(`DROP TABLE ${name}`);
  }
}
