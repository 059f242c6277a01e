import type { NewLiveEvent } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from '../data-source/create-data-source.js';
import { newId } from '../ids/new-id.js';
import { appendEvents, eventsAfter, headSeq, oldestSeq } from './event-log.js';
import { dropPartitionsOlderThan, makePartition, makePartitionsAhead, partitionDays } from './event-partitions.js';

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

function configApplied(): NewLiveEvent {
  return { id: newId(), at: new Date().toISOString(), type: 'config.applied', data: { revision: 1 } };
}

describe('the partitions of the event log', () => {
  const database = testDatabase();
  const append = (count = 1) =>
    database.ds.transaction((manager) => appendEvents(manager, Array.from({ length: count }, configApplied)));
  /** Events as if they had been written `ago` days ago. */
  async function appendEarlier(ago: number, count: number): Promise<void> {
    const events = await append(count);
    await database.ds.transaction(async (manager) => {
      if (!(await partitionDays(manager)).includes(day(ago))) await makePartition(manager, day(ago));
      await manager.query('UPDATE event_log SET day = $1 WHERE seq >= $2', [day(ago), events[0]?.seq]);
    });
  }

  beforeEach(async () => {
    await database.empty();
    for (const one of await partitionDays(database.ds))
      await database.ds.query(`DROP TABLE event_log_${one.replaceAll('-', '')}`);
  });

  it('lose no event because one is missing: the append makes it, whoever else makes it too', async () => {
    const [made] = await Promise.all([
      makePartitionsAhead(database.ds, 3),
      ...Array.from({ length: 8 }, () => append()),
      makePartitionsAhead(database.ds, 3),
    ]);
    expect((await eventsAfter(database.ds, 0, 100)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await partitionDays(database.ds)).toEqual([day(0), day(-1), day(-2), day(-3)]);
    expect(made.length).toBeGreaterThanOrEqual(3);
    expect(await makePartitionsAhead(database.ds, 3)).toEqual([]);
  });

  it('are analysed without what their events say', async () => {
    await append();
    await database.ds.query('ANALYZE event_log');
    const partition = `event_log_${day(0).replaceAll('-', '')}`;
    const rows = await database.ds.query<{ attname: string }[]>('SELECT attname FROM pg_stats WHERE tablename = $1', [
      partition,
    ]);
    const columns = rows.map(({ attname }) => attname);
    expect(columns).toContain('seq');
    expect(columns).not.toContain('data');
  });

  it('refuse an event where nobody makes one (control)', async () => {
    const direct = `INSERT INTO event_log (seq, day, id, at, type, data) VALUES (1, current_date, $1, now(), 'x', '{}')`;
    await expect(database.ds.query(direct, [newId()])).rejects.toThrow('no partition of relation');
  });

  it('are dropped as a whole once their day is past keeping, and the count goes on', async () => {
    await appendEarlier(9, 3);
    await appendEarlier(8, 2);
    await appendEarlier(7, 2);
    await append(1);
    expect(await dropPartitionsOlderThan(database.ds, 7)).toEqual({ dropped: [day(9), day(8)], busy: [] });
    expect([await oldestSeq(database.ds), await headSeq(database.ds)]).toEqual([6, 8]);
    expect((await append()).map(({ seq }) => seq)).toEqual([9]);
  });

  it('leave the count where it was when all of them are dropped', async () => {
    await appendEarlier(9, 4);
    await dropPartitionsOlderThan(database.ds, 7);
    expect([await oldestSeq(database.ds), await headSeq(database.ds)]).toEqual([5, 4]);
    expect((await append()).map(({ seq }) => seq)).toEqual([5]);
  });

  it('are dropped by one of several processes, the others leave it alone', async () => {
    await appendEarlier(9, 1);
    await appendEarlier(8, 1);
    const all: string[] = [];
    // What one could not lock in time is for the next time.
    while ((await partitionDays(database.ds)).some((one) => one < day(7))) {
      const round = await Promise.all(Array.from({ length: 4 }, () => dropPartitionsOlderThan(database.ds, 7)));
      all.push(...round.flatMap(({ dropped }) => dropped));
    }
    expect(all.sort()).toEqual([day(9), day(8)]);
  });

  it('stay while a long reader holds them, and no append waits for that', async () => {
    await appendEarlier(9, 5);
    await append();
    const other = await createDataSource(database.url).initialize();
    const reader = other.createQueryRunner();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM event_log');
    const delays: number[] = [];
    let dropping = true;
    const appends = (async () => {
      while (dropping) {
        const began = performance.now();
        await append();
        delays.push(performance.now() - began);
      }
    })();
    for (let n = 0; n < 5; n++)
      expect(await dropPartitionsOlderThan(database.ds, 7)).toEqual({ dropped: [], busy: [day(9)] });
    await reader.query('COMMIT');
    for (;;) if ((await dropPartitionsOlderThan(database.ds, 7)).busy.length === 0) break;
    dropping = false;
    await appends;
    await reader.release();
    await other.destroy();
    if (process.env.SHOW) console.log(delays.map((ms) => ms.toFixed(0)).join(' '));
    expect(await partitionDays(database.ds)).toEqual([day(0)]);
    // Without the limit on the lock an append would wait for as long as the reader reads.
    expect(Math.max(...delays)).toBeLessThan(5000);
  });
});
