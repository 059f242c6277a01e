import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legs, numbers in E.164, reasons, and everything records are searched by; what rebuilding and the report need. */
export class CallRecordSearch1785001500000 implements MigrationInterface {
  name = 'CallRecordSearch1785001500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/** Name and column of the indexes that serve one equality and then give the newest first. */
const byColumn = {
  call_records_from_idx: 'from_number',
  call_records_to_idx: 'to_number',
  call_records_route_idx: 'route_id',
  call_records_cause_idx: 'hangup_cause',
  call_records_sip_idx: 'sip_code',
};

const up = [
  // Trusted since Postgres 13: the owner of the database may create it.
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  `ALTER TABLE call_records
     ADD from_e164 text,
     ADD to_e164 text,
     ADD end_reason text NOT NULL DEFAULT 'hangup',
     ADD legs jsonb NOT NULL DEFAULT '[]',
     ADD sip_call_ids text[] NOT NULL DEFAULT '{}',
     ADD superseded_by uuid,
     ADD looked_up jsonb NOT NULL DEFAULT '{}',
     ADD stored_at timestamptz`,
  // Records of before are not new: what looks for new ones must not find them all.
  'UPDATE call_records SET stored_at = ended_at',
  'ALTER TABLE call_records ALTER stored_at SET NOT NULL, ALTER stored_at SET DEFAULT now()',
  ...Object.entries(byColumn).map(
    ([name, column]) => `CREATE INDEX ${name} ON call_records (${column}, started_at, id)`,
  ),
  'CREATE INDEX call_records_ended_idx ON call_records (ended_at, id)',
  'CREATE INDEX call_records_duration_idx ON call_records (duration_seconds, id)',
  'CREATE INDEX call_records_billed_idx ON call_records (billed_seconds, id)',
  'CREATE INDEX call_records_stored_idx ON call_records (stored_at)',
  `CREATE INDEX call_records_end_reason_idx ON call_records (end_reason, started_at, id) WHERE end_reason <> 'hangup'`,
  'CREATE INDEX call_records_linkedid_idx ON call_records (linkedid)',
  'CREATE INDEX call_records_extensions_idx ON call_records USING gin (extension_ids)',
  'CREATE INDEX call_records_sip_call_ids_idx ON call_records USING gin (sip_call_ids)',
  `CREATE INDEX call_records_text_idx ON call_records USING gin (
     from_number gin_trgm_ops, from_e164 gin_trgm_ops, from_name gin_trgm_ops,
     to_number gin_trgm_ops, to_e164 gin_trgm_ops)`,
  'CREATE INDEX cel_events_uniqueid_idx ON cel_events (node, uniqueid)',
  'CREATE INDEX cel_events_time_idx ON cel_events (event_time)',
  `CREATE TABLE call_closings (
     node text NOT NULL,
     linkedid text NOT NULL,
     reason text NOT NULL,
     at_micros bigint,
     CONSTRAINT call_closings_pkey PRIMARY KEY (node, linkedid)
   )`,
  `CREATE TABLE spool_gaps (
     id uuid NOT NULL,
     node text NOT NULL,
     kind text NOT NULL,
     detail text NOT NULL,
     started_at timestamptz(3) NOT NULL,
     ended_at timestamptz(3),
     CONSTRAINT spool_gaps_pkey PRIMARY KEY (id)
   )`,
  'CREATE INDEX spool_gaps_started_idx ON spool_gaps (started_at)',
];

const down = [
  'DROP TABLE spool_gaps',
  'DROP TABLE call_closings',
  'DROP INDEX cel_events_time_idx, cel_events_uniqueid_idx',
  `DROP INDEX call_records_text_idx, call_records_sip_call_ids_idx, call_records_extensions_idx, call_records_linkedid_idx,
     call_records_end_reason_idx, call_records_stored_idx, call_records_billed_idx, call_records_duration_idx,
     call_records_ended_idx, ${Object.keys(byColumn).join(', ')}`,
  `ALTER TABLE call_records DROP from_e164, DROP to_e164, DROP end_reason, DROP legs, DROP sip_call_ids,
     DROP superseded_by, DROP looked_up, DROP stored_at`,
];
