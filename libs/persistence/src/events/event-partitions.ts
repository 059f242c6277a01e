import type { DataSource, EntityManager } from 'typeorm';
import { lockKey } from '../data-source/locks.js';

/** How long a drop may make others wait, before it gives up and is tried again later. */
const lockTimeoutMs = 50;
/** Postgres' code for a lock that was not to be had in time. */
const lockNotAvailable = '55P03';

/** The partition of a day, `2026-01-31`. */
export function partitionOf(day: string): string {
  return `event_log_${day.replaceAll('-', '')}`;
}

/**
 * Makes the partition of `day`. The caller holds the lock of the event log, so nobody else makes one. Attaching it
 * afterwards, unlike CREATE TABLE … PARTITION OF, waits for no reader and no reader waits for it.
 */
export async function makePartition(manager: EntityManager, day: string): Promise<void> {
  await manager.query('SELECT make_event_partition($1)', [day]);
}

/** Makes the partitions of today (UTC) and of `daysAhead` days more that are not there. Returns the new days. */
export function makePartitionsAhead(ds: DataSource, daysAhead: number): Promise<string[]> {
  return ds.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.events]);
    const present = new Set(await partitionDays(manager));
    const today = await todayOf(manager);
    const wanted = Array.from({ length: daysAhead + 1 }, (_, n) => plusDays(today, n));
    const missing = wanted.filter((day) => !present.has(day));
    for (const day of missing) await makePartition(manager, day);
    return missing;
  });
}

/** The days that have a partition, oldest first. */
export async function partitionDays(source: DataSource | EntityManager): Promise<string[]> {
  const rows = await source.query<{ day: string }[]>(
    // By the catalogue: a cast to regclass gives a number for a table that another process drops meanwhile.
    `SELECT to_char(to_date(right(relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') AS day
     FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = 'event_log'::regclass ORDER BY 1`,
  );
  return rows.map((row) => row.day);
}

/**
 * Drops the partitions of days more than `days` ago, each in a transaction of its own. One that a reader holds longer
 * than 50 ms stays for the next time, as does everything while another process is at it. `busy` are the days that stayed.
 */
export async function dropPartitionsOlderThan(
  ds: DataSource,
  days: number,
): Promise<{ dropped: string[]; busy: string[] }> {
  const dropped: string[] = [];
  const busy: string[] = [];
  const oldest = plusDays(await todayOf(ds), -days);
  for (const day of (await partitionDays(ds)).filter((one) => one < oldest))
    ((await drop(ds, day)) ? dropped : busy).push(day);
  return { dropped, busy };
}

async function drop(ds: DataSource, day: string): Promise<boolean> {
  const name = partitionOf(day);
  try {
    return await ds.transaction(async (manager) => {
      const [mine] = await manager.query<[{ got: boolean }]>('SELECT pg_try_advisory_xact_lock($1) AS got', [
        lockKey.eventPartitions,
      ]);
      if (!mine.got || !(await exists(manager, name))) return false;
      await manager.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      // What the drop needs anyway, before the first look: what is read here cannot change any more.
      await manager.query('LOCK TABLE ONLY event_log IN ACCESS EXCLUSIVE MODE');
      await manager.query(`INSERT INTO event_log_floor (id, seq) SELECT 1, max(seq) FROM ${name} HAVING max(seq) > 0
          ON CONFLICT (id) DO UPDATE SET seq = greatest(event_log_floor.seq, excluded.seq)`);
      await manager.query(`DROP TABLE ${name}`);
      return true;
    });
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) return false;
    throw error;
  }
}

async function exists(manager: EntityManager, name: string): Promise<boolean> {
  const [row] = await manager.query<[{ found: boolean }]>('SELECT to_regclass($1) IS NOT NULL AS found', [name]);
  return row.found;
}

async function todayOf(source: DataSource | EntityManager): Promise<string> {
  const [row] = await source.query<[{ today: string }]>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS today`,
  );
  return row.today;
}

function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown; driverError?: { code?: unknown } }).driverError?.code;
}
