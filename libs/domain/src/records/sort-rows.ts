import type { CelRow } from './cel-row.js';

/** Events of one microsecond in the order in which they can happen. */
const RANK: Record<string, number> = {
  CHAN_START: 0,
  ANSWER: 2,
  BRIDGE_ENTER: 3,
  HANGUP: 4,
  LINKEDID_END: 5,
};

const keyOf = (row: CelRow): string =>
  JSON.stringify([row.uniqueid, row.type, row.extra, row.exten, row.num, row.name]);

/** The rows by time, each once, in an order that does not depend on the order in which they were read. */
export function sortRows(rows: readonly CelRow[]): CelRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort(
    (a, b) =>
      a.row.atMicros - b.row.atMicros ||
      (RANK[a.row.type] ?? 1) - (RANK[b.row.type] ?? 1) ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  return keyed
    .filter(({ row, key }, i) => i === 0 || keyed[i - 1]?.key !== key || keyed[i - 1]?.row.atMicros !== row.atMicros)
    .map(({ row }) => row);
}
