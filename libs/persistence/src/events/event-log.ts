import type { LiveEvent, NewLiveEvent } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { lockKey } from '../data-source/locks.js';
import { EventLogEntity } from '../entities/event-log.entity.js';
import { makePartition } from './event-partitions.js';

const floor = 'coalesce((SELECT max(seq) FROM event_log_floor), 0)';
const head = `greatest((SELECT max(seq) FROM event_log), ${floor})`;

/** NOTIFY channel whose payload is the newest seq. */
export const eventsChannel = 'trunkline_events';

/**
 * Appends events in one order for all readers: whoever sees seq n has seen all below it. Call it last in the
 * transaction (READ COMMITTED): the lock is held until the commit. Events whose id is in the log already, and a second
 * `call.ended` or `call.merged` of a call, are dropped, so a batch of unknown fate may be sent again. Returns what was
 * appended.
 */
export async function appendEvents(manager: EntityManager, events: readonly NewLiveEvent[]): Promise<LiveEvent[]> {
  if (events.length === 0) return [];
  await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.events]);
  const fresh = await withoutRepeats(manager, events);
  if (fresh.length === 0) return [];
  const place = await writablePlace(manager);
  const appended = fresh.map((event, index) => ({
    ...event,
    at: new Date(event.at).toISOString(),
    seq: place.head + 1 + index,
  }));
  await manager.insert(
    EventLogEntity,
    appended.map(({ seq, id, at, type, data }) => ({
      seq,
      day: place.day,
      id,
      at: new Date(at),
      type,
      data,
      callId: callIdOfEvent({ type, data }),
    })),
  );
  await manager.query('SELECT pg_notify($1, $2)', [eventsChannel, String(place.head + fresh.length)]);
  return appended as LiveEvent[];
}

/** Up to `limit` events that follow `seq`, in order. */
export async function eventsAfter(ds: DataSource, seq: number, limit: number): Promise<LiveEvent[]> {
  const rows = await ds
    .createQueryBuilder(EventLogEntity, 'event')
    .where('event.seq > :seq', { seq })
    .orderBy('event.seq')
    .limit(limit)
    .getMany();
  return rows.map(
    ({ seq: place, id, at, type, data }) => ({ seq: place, id, at: at.toISOString(), type, data }) as LiveEvent,
  );
}

/** The newest seq, be its event still kept or not; 0 in a log that never had one. */
export async function headSeq(source: DataSource | EntityManager): Promise<number> {
  const [row] = await source.query<[{ head: string }]>(`SELECT ${head} AS head`);
  return Number(row.head);
}

/**
 * The oldest seq still kept, or the next one where none is: a client that has seen less than `oldestSeq - 1` needs a
 * snapshot.
 */
export async function oldestSeq(source: DataSource | EntityManager): Promise<number> {
  const [row] = await source.query<[{ oldest: string }]>(
    `SELECT greatest((SELECT min(seq) FROM event_log), ${floor} + 1) AS oldest`,
  );
  return Number(row.oldest);
}

/** Where the next event goes. Its partition was made ahead; where nobody did, as without any API for days, it is now. */
async function writablePlace(manager: EntityManager): Promise<{ head: number; day: string }> {
  const [place] = await manager.query<[{ head: string; day: string; ready: boolean }]>(
    `SELECT ${head} AS head, day, to_regclass('event_log_' || replace(day, '-', '')) IS NOT NULL AS ready
     FROM to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`,
  );
  if (!place.ready) await makePartition(manager, place.day);
  return { head: Number(place.head), day: place.day };
}

function callIdOfEvent(event: Pick<NewLiveEvent, 'type' | 'data'>): string | null {
  return event.type.startsWith('call.') ? (event.data as { id: string }).id : null;
}

/** The call that has its last event by this one. */
function callOver(event: NewLiveEvent): string | null {
  return event.type === 'call.ended' || event.type === 'call.merged' ? event.data.id : null;
}

async function withoutRepeats(manager: EntityManager, events: readonly NewLiveEvent[]): Promise<NewLiveEvent[]> {
  const endings = events.map(callOver).filter((call) => call !== null);
  const known = await manager.query<{ id: string; over: string | null }[]>(
    `SELECT id, NULL AS over FROM event_log WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id, call_id FROM event_log WHERE type IN ('call.ended', 'call.merged') AND call_id = ANY($2::uuid[])`,
    [events.map((event) => event.id), endings],
  );
  const ids = new Set(known.map((row) => row.id));
  const over = new Set(known.map((row) => row.over).filter((call) => call !== null));
  return events.filter((event) => {
    const call = callOver(event);
    if (ids.has(event.id) || (call !== null && over.has(call))) return false;
    ids.add(event.id);
    if (call !== null) over.add(call);
    return true;
  });
}
