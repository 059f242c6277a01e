import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { migrate } from '../data-source/migrate.js';
import { appendEvents, eventsAfter, headSeq } from '../events/event-log.js';
import { partitionDays } from '../events/event-partitions.js';
import { newId } from '../ids/new-id.js';
import { EventLogPartitions1785001300000 } from './1785001300000-event-log-partitions.js';

const migration = new EventLogPartitions1785001300000();

describe('the migration to partitions', () => {
  const database = testDatabase();

  it('keeps every event with its seq, each in the partition of its day, and goes back again', async () => {
    const runner = database.ds.createQueryRunner();
    await migration.down(runner);
    // The clock of the agent went back once, and was far ahead once.
    const days = ['2026-01-30T23:59:59Z', '2026-02-01T00:10:00Z', '2026-01-31T23:50:00Z', '2999-01-01T00:00:00Z'];
    for (const [index, at] of days.entries())
      await runner.query(
        `INSERT INTO event_log (seq, id, at, type, data) VALUES ($1, $2, $3, 'config.applied', '{"revision": 1}')`,
        [index + 5, newId(), at],
      );
    const before = await runner.query('SELECT seq, id, at, type, data FROM event_log ORDER BY seq');
    await migration.up(runner);
    expect(await runner.query('SELECT seq, id, at, type, data FROM event_log ORDER BY seq')).toEqual(before);
    const today = new Date().toISOString().slice(0, 10);
    expect(await partitionDays(database.ds)).toEqual(['2026-01-30', '2026-02-01', today]);
    expect((await eventsAfter(database.ds, 5, 2)).map(({ seq }) => seq)).toEqual([6, 7]);
    expect(await headSeq(database.ds)).toBe(8);
    await migration.down(runner);
    await migration.up(runner);
    expect(await runner.query('SELECT seq, id, at, type, data FROM event_log ORDER BY seq')).toEqual(before);
    const event = { id: newId(), at: today, type: 'config.applied' as const, data: { revision: 2 } };
    const appended = await database.ds.transaction((manager) => appendEvents(manager, [event]));
    expect(appended[0]?.seq).toBe(9);
    await runner.release();
    expect(await migrate(database.ds)).toEqual([]);
  });
});
