import { testDatabase } from '@trunkline/testing';
import { beforeAll, expect, it } from 'vitest';
import { edgeByCounts } from './edge-by-counts.js';

const database = testDatabase();
const first = '00000000-0000-0000-0000-000000000000';

beforeAll(async () => {
  // Ten calls in each quarter of an hour of two hours.
  await database.ds.query(`INSERT INTO call_counts (slot, node, total, answered, failed, answer_ms)
    SELECT timestamptz '2026-01-01T10:00Z' + n * interval '15 minutes', 'node-1', 10, 0, 0, 0 FROM generate_series(0, 7) n`);
});

it.each([
  ['-startedAt', '2026-01-01T11:50:00.000Z', {}, 25, '2026-01-01T11:15:00.000Z'],
  ['-startedAt', '2026-01-01T11:50:00.000Z', {}, 80, '2026-01-01T10:00:00.000Z'],
  ['startedAt', '2026-01-01T10:05:00.000Z', {}, 25, '2026-01-01T10:45:00.000Z'],
  ['startedAt', '2026-01-01T10:05:00.000Z', { to: '2026-01-01T10:50:00.000Z' }, 25, '2026-01-01T10:45:00.000Z'],
] as const)(
  'in the order %s from %s on within %j, %i records end about %s',
  async (sort, after, walk, records, edge) => {
    expect(await edgeByCounts(database.ds, walk, sort, [after, first], records)).toEqual([edge, first]);
  },
);

it.each([
  ['-startedAt', '2026-01-01T11:50:00.000Z', {}, 81],
  ['-startedAt', '2026-01-01T11:50:00.000Z', { from: '2026-01-01T11:20:00.000Z' }, 25],
  ['startedAt', '2026-01-01T10:05:00.000Z', {}, 81],
  ['startedAt', '2026-01-01T10:05:00.000Z', { to: '2026-01-01T10:40:00.000Z' }, 25],
] as const)('in the order %s from %s on within %j there are no %i', async (sort, after, walk, records) => {
  expect(await edgeByCounts(database.ds, walk, sort, [after, first], records)).toBeNull();
});
