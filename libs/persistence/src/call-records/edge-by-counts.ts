import type { CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';
import { directionOf, type Place } from './select-records.js';

const SLOT_MS = 15 * 60_000;
/** Comes before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const slots = {
  DESC: 'slot <= $1',
  ASC: `slot > $1::timestamptz - interval '15 minutes'`,
};
/** By rows and in the order of the key, so that Postgres adds up no more of them than it takes. */
const slotOf = (direction: 'ASC' | 'DESC') => `
SELECT slot
  FROM (SELECT slot, node, sum(total) OVER (ORDER BY slot ${direction}, node ${direction} ROWS UNBOUNDED PRECEDING) AS records
          FROM call_counts WHERE ${slots[direction]}) counted
 WHERE records >= $2 ORDER BY slot ${direction}, node ${direction} LIMIT 1`;

/**
 * About so many records further on in time, by the counts of quarters of an hour, without a look at the records; null
 * when there are not as many, or the span of time that is looked through ends before.
 */
export async function edgeByCounts(
  ds: DataSource,
  { from, to }: CallRecordFilter,
  sort: CallRecordSort,
  [after]: Place,
  records: number,
): Promise<Place | null> {
  const direction = directionOf(sort);
  const [row] = await ds.query<{ slot: Date }[]>(slotOf(direction), [after, records]);
  if (!row) return null;
  const at = row.slot.getTime() + (direction === 'ASC' ? SLOT_MS : 0);
  const beyond =
    direction === 'ASC' ? to !== undefined && at >= Date.parse(to) : from !== undefined && at <= Date.parse(from);
  return beyond ? null : [new Date(at).toISOString(), FIRST_ID];
}
