import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What records are found by, in rows a quarter as long as theirs, with the indexes of the search: most of what it looks at
 * are rows from anywhere in time, and these stay in memory (ADR 22). Triggers of call_records keep it.
 */
export class CallRecordKeys1785002100000 implements MigrationInterface {
  name = 'CallRecordKeys1785002100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

// Those of one length first: nothing is lost to alignment.
const required = ['id', 'started_at', 'ended_at', 'duration_seconds', 'billed_seconds'];
const keys = [
  ...required,
  'trunk_id',
  'route_id',
  'hangup_cause',
  'sip_code',
  'direction',
  'disposition',
  'end_reason',
];
const parties = ['from_number', 'from_e164', 'from_name', 'to_number', 'to_e164'];
const columns = [...keys, 'extension_ids', ...parties];
const list = columns.join(', ');
const notNull = [...required, 'direction', 'disposition', 'end_reason', 'extension_ids'];

/** Both parties in one text, so that a part of it is looked for once; the character between them is in none. */
const text = parties.map((column) => `coalesce(${column}, '')`).join(` || E'\\x01' || `);

const few = 'disposition, hangup_cause, sip_code, direction, duration_seconds, billed_seconds';
const indexes = [
  'call_record_keys_started_idx ON call_record_keys (started_at, id)',
  // Which pages are of a span of time, in a few kilobytes: what another index found is narrowed to it by them.
  'call_record_keys_span_idx ON call_record_keys USING brin (started_at) WITH (pages_per_range = 32)',
  'call_record_keys_ended_idx ON call_record_keys (ended_at, id)',
  'call_record_keys_duration_idx ON call_record_keys (duration_seconds, id) INCLUDE (started_at, trunk_id)',
  'call_record_keys_billed_idx ON call_record_keys (billed_seconds, id) INCLUDE (started_at, trunk_id)',
  `call_record_keys_trunk_idx ON call_record_keys (trunk_id, started_at, id) INCLUDE (${few})`,
  'call_record_keys_route_idx ON call_record_keys (route_id, started_at, id)',
  'call_record_keys_cause_idx ON call_record_keys (hangup_cause, started_at, id)',
  'call_record_keys_sip_idx ON call_record_keys (sip_code, started_at, id)',
  'call_record_keys_direction_idx ON call_record_keys (direction, started_at, id)',
  'call_record_keys_disposition_idx ON call_record_keys (disposition, started_at, id)',
  `call_record_keys_end_reason_idx ON call_record_keys (end_reason, started_at, id) WHERE end_reason <> 'hangup'`,
  'call_record_keys_from_idx ON call_record_keys (from_number text_pattern_ops)',
  'call_record_keys_from_e164_idx ON call_record_keys (from_e164 text_pattern_ops)',
  'call_record_keys_to_idx ON call_record_keys (to_number text_pattern_ops)',
  'call_record_keys_to_e164_idx ON call_record_keys (to_e164 text_pattern_ops)',
  'call_record_keys_extensions_idx ON call_record_keys USING gin (extension_ids)',
  `call_record_keys_text_idx ON call_record_keys USING gin ((${text}) gin_trgm_ops)`,
];

const upsert = (rows: string): string => `
INSERT INTO call_record_keys (${list}) ${rows}
ON CONFLICT (id) DO UPDATE SET ${columns
  .slice(1)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;
const shown = (table: string): string => `SELECT ${list} FROM ${table} WHERE superseded_by IS NULL`;

const triggers = [
  { event: 'INSERT', tables: 'NEW TABLE AS new_records', does: [upsert(shown('new_records'))] },
  {
    event: 'UPDATE',
    tables: 'NEW TABLE AS new_records OLD TABLE AS old_records',
    does: [
      'DELETE FROM call_record_keys k USING new_records n WHERE k.id = n.id AND n.superseded_by IS NOT NULL',
      // Of most updates the search sees nothing.
      upsert(`${shown('new_records')} EXCEPT ${shown('old_records')}`),
    ],
  },
  {
    event: 'DELETE',
    tables: 'OLD TABLE AS old_records',
    does: ['DELETE FROM call_record_keys k USING old_records o WHERE k.id = o.id'],
  },
];
const nameOf = (event: string): string => `call_records_keys_${event.toLowerCase()}`;

/** What the search used of call_records before. */
const replaced = {
  call_records_direction_idx: '(direction, started_at, id)',
  call_records_disposition_idx: '(disposition, started_at, id)',
  call_records_trunk_idx: '(trunk_id, started_at, id)',
  call_records_from_idx: '(from_number, started_at, id)',
  call_records_to_idx: '(to_number, started_at, id)',
  call_records_route_idx: '(route_id, started_at, id)',
  call_records_cause_idx: '(hangup_cause, started_at, id)',
  call_records_sip_idx: '(sip_code, started_at, id)',
  call_records_duration_idx: '(duration_seconds, id)',
  call_records_billed_idx: '(billed_seconds, id)',
  call_records_end_reason_idx: `(end_reason, started_at, id) WHERE end_reason <> 'hangup'`,
  call_records_extensions_idx: 'USING gin (extension_ids)',
  call_records_text_idx: `USING gin (${parties.map((column) => `${column} gin_trgm_ops`).join(', ')})`,
};

const up = [
  // A large table takes minutes.
  'SET LOCAL statement_timeout = 0',
  `SET LOCAL maintenance_work_mem = '512MB'`,
  `CREATE TABLE call_record_keys AS ${shown('call_records')}`,
  `ALTER TABLE call_record_keys ADD CONSTRAINT call_record_keys_pkey PRIMARY KEY (id), ${notNull
    .map((column) => `ALTER ${column} SET NOT NULL`)
    .join(', ')}`,
  // What was just written is looked up in the indexes alone only after a VACUUM: sooner than after a fifth of all.
  `ALTER TABLE call_record_keys SET (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.05,
     autovacuum_analyze_scale_factor = 0.02)`,
  ...indexes.map((index) => `CREATE INDEX ${index}`),
  'ANALYZE call_record_keys',
  ...triggers.flatMap(({ event, tables, does }) => [
    `CREATE FUNCTION ${nameOf(event)}() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       ${does.map((statement) => `${statement};`).join('\n')}
       RETURN NULL;
     END $$`,
    `CREATE TRIGGER ${nameOf(event)} AFTER ${event} ON call_records REFERENCING ${tables}
       FOR EACH STATEMENT EXECUTE FUNCTION ${nameOf(event)}()`,
  ]),
  `DROP INDEX ${Object.keys(replaced).join(', ')}`,
];

const down = [
  'SET LOCAL statement_timeout = 0',
  ...Object.entries(replaced).map(([name, what]) => `CREATE INDEX ${name} ON call_records ${what}`),
  ...triggers.flatMap(({ event }) => [
    `DROP TRIGGER ${nameOf(event)} ON call_records`,
    `DROP FUNCTION ${nameOf(event)}()`,
  ]),
  'DROP TABLE call_record_keys',
];
