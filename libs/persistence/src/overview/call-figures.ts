import type { DataSource } from 'typeorm';

/**
 * Calls of a span of time, each in the one in which it began; a record that another one supersedes is none. `failed` are
 * those of disposition `failed` or `rejected`, `answerSeconds` the sum of how long those that were answered rang.
 */
export interface CallFigures {
  total: number;
  answered: number;
  failed: number;
  answerSeconds: number;
}

const none: CallFigures = { total: 0, answered: 0, failed: 0, answerSeconds: 0 };

const figures = `
SELECT width_bucket(slot, $1::timestamptz[]) AS span,
       sum(total)::int AS total, sum(answered)::int AS answered, sum(failed)::int AS failed,
       sum(answer_ms)::float8 / 1000 AS "answerSeconds"
  FROM call_counts
 WHERE slot >= $2 AND slot < $3
 GROUP BY 1`;

/**
 * Counts the calls that began between each of `bounds` and the next one. They are in order, and all but the last one
 * begin a quarter of an hour, as the hours of every time zone do. The records themselves are not looked at (ADR 18).
 */
export async function readCallFigures(ds: DataSource, bounds: readonly Date[]): Promise<CallFigures[]> {
  const rows = await ds.query<(CallFigures & { span: number })[]>(figures, [bounds, bounds.at(0), bounds.at(-1)]);
  const bySpan = new Map(rows.map(({ span, ...counted }) => [span, counted]));
  return bounds.slice(1).map((_, place) => bySpan.get(place + 1) ?? none);
}

/** Whether any call was ever recorded. */
export async function anyCallRecorded(ds: DataSource): Promise<boolean> {
  const [row] = await ds.query<[{ any: boolean }]>(`SELECT EXISTS (SELECT 1 FROM call_records) AS "any"`);
  return row.any;
}
