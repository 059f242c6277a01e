import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Call records counted by the quarter of an hour in which they began, kept by triggers: whoever writes, supersedes or
 * deletes a record changes the counts in the same statement, and they never have to be made anew.
 */
export class CallCounts1785001700000 implements MigrationInterface {
  name = 'CallCounts1785001700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const columns = 'node, started_at, answered_at, disposition, superseded_by';
const added = `SELECT 1 AS sign, ${columns} FROM new_records`;
const gone = `SELECT -1 AS sign, ${columns} FROM old_records`;

/** Adds the records of `changed` to the counts, in the order of the key, so that two writers do not wait for each other. */
const count = (changed: string): string => `
INSERT INTO call_counts AS kept (slot, node, total, answered, failed, answer_ms)
SELECT * FROM (
  SELECT date_bin('15 minutes', started_at, timestamptz 'epoch') AS slot, node,
         sum(sign) AS total,
         coalesce(sum(sign) FILTER (WHERE disposition = 'answered'), 0) AS answered,
         coalesce(sum(sign) FILTER (WHERE disposition IN ('failed', 'rejected')), 0) AS failed,
         coalesce(sum(sign * round(extract(epoch FROM answered_at - started_at) * 1000)), 0)::bigint AS answer_ms
    FROM (${changed}) changed
   WHERE superseded_by IS NULL
   GROUP BY 1, 2) counted
 WHERE (total, answered, failed, answer_ms) <> (0, 0, 0, 0)
 ORDER BY slot, node
ON CONFLICT (slot, node) DO UPDATE SET
  total = kept.total + excluded.total,
  answered = kept.answered + excluded.answered,
  failed = kept.failed + excluded.failed,
  answer_ms = kept.answer_ms + excluded.answer_ms`;

const triggers = [
  { event: 'INSERT', changed: added, tables: 'NEW TABLE AS new_records' },
  {
    event: 'UPDATE',
    changed: `${added} UNION ALL ${gone}`,
    tables: 'NEW TABLE AS new_records OLD TABLE AS old_records',
  },
  { event: 'DELETE', changed: gone, tables: 'OLD TABLE AS old_records' },
];
const nameOf = (event: string): string => `call_records_count_${event.toLowerCase()}`;

const up = [
  `CREATE TABLE call_counts (
     slot timestamptz NOT NULL,
     node text NOT NULL,
     total int NOT NULL,
     answered int NOT NULL,
     failed int NOT NULL,
     answer_ms bigint NOT NULL,
     CONSTRAINT call_counts_pkey PRIMARY KEY (slot, node)
   )`,
  count(`SELECT 1 AS sign, ${columns} FROM call_records`),
  ...triggers.flatMap(({ event, changed, tables }) => [
    `CREATE FUNCTION ${nameOf(event)}() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       ${count(changed)};
       RETURN NULL;
     END $$`,
    `CREATE TRIGGER ${nameOf(event)} AFTER ${event} ON call_records REFERENCING ${tables}
       FOR EACH STATEMENT EXECUTE FUNCTION ${nameOf(event)}()`,
  ]),
];

const down = [
  ...triggers.flatMap(({ event }) => [
    `DROP TRIGGER ${nameOf(event)} ON call_records`,
    `DROP FUNCTION ${nameOf(event)}()`,
  ]),
  'DROP TABLE call_counts',
];
