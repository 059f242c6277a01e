import type { LiveEvent, NewLiveEvent } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { lockKey } from '../data-source/locks.js';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
import { EventLogEntity } from '../entities/event-log.entity.js';
import { storableJsonText } from '../entities/storable.js';
import { makePartition } from './event-partitions.js';

const floor = 'coalesce((SELECT max(seq) FROM event_log_floor), 0)';
const head = `greatest((SELECT max(seq) FROM event_log), ${floor})`;

/** NOTIFY channel whose payload is the newest seq. */
export const eventsChannel = 'trunkline_events';

/** Where the next event goes, whether its partition is there, and what is there already. */
interface Place {
  head: string;
  day: string;
  ready: boolean;
  known: string[];
  over: string[];
}

const lock: Prepared = { name: 'events-lock', text: `SELECT pg_advisory_xact_lock(${lockKey.events})` };

const look: Prepared = {
  name: 'events-look',
  text: `SELECT ${head} AS head, day, to_regclass('event_log_' || replace(day, '-', '')) IS NOT NULL AS ready,
                ARRAY(SELECT id::text FROM event_log WHERE id = ANY($1::uuid[])) AS known,
                ARRAY(SELECT call_id::text FROM event_log
                       WHERE type IN ('call.ended', 'call.merged') AND call_id = ANY($2::uuid[])) AS over
           FROM to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`,
};

const insert: Prepared = {
  name: 'events-insert',
  text: `WITH added AS (
           INSERT INTO event_log (seq, day, id, at, type, call_id, data)
           SELECT seq, day, id, at, type, call_id, data
             FROM jsonb_to_recordset($1::jsonb)
               AS e (seq bigint, day date, id uuid, at timestamptz, type text, call_id uuid, data jsonb))
         SELECT pg_notify('${eventsChannel}', $2::text)`,
};

/**
 * Appends events in one order for all readers: whoever sees seq n has seen all below it. Call it last in the
 * transaction (READ COMMITTED): the lock is held until the commit. Events whose id is in the log already, and a second
 * `call.ended` or `call.merged` of a call, are dropped, so a batch of unknown fate may be sent again. Returns what was
 * appended.
 */
export async function appendEvents(manager: EntityManager, events: readonly NewLiveEvent[]): Promise<LiveEvent[]> {
  if (events.length === 0) return [];
  await runPrepared(manager, lock);
  const ids = events.map((event) => event.id);
  const endings = events.map(callOver).filter((call) => call !== null);
  const [place] = (await runPrepared<Place>(manager, look, [ids, endings])) as [Place];
  const fresh = withoutRepeats(events, place);
  if (fresh.length === 0) return [];
  // Its partition was made ahead; where nobody did, as without any API for days, it is now.
  if (!place.ready) await makePartition(manager, place.day);
  const newest = Number(place.head);
  const appended = fresh.map((event, index) => ({
    ...event,
    at: new Date(event.at).toISOString(),
    seq: newest + 1 + index,
  }));
  const rows = appended.map((event) => ({ ...event, day: place.day, call_id: callIdOfEvent(event) }));
  await runPrepared(manager, insert, [storableJsonText(rows), newest + fresh.length]);
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

function callIdOfEvent(event: Pick<NewLiveEvent, 'type' | 'data'>): string | null {
  return event.type.startsWith('call.') ? (event.data as { id: string }).id : null;
}

/** The call that has its last event by this one. */
function callOver(event: NewLiveEvent): string | null {
  return event.type === 'call.ended' || event.type === 'call.merged' ? event.data.id : null;
}

function withoutRepeats(events: readonly NewLiveEvent[], place: Pick<Place, 'known' | 'over'>): NewLiveEvent[] {
  const ids = new Set(place.known);
  const over = new Set(place.over);
  return events.filter((event) => {
    const call = callOver(event);
    if (ids.has(event.id) || (call !== null && over.has(call))) return false;
    ids.add(event.id);
    if (call !== null) over.add(call);
    return true;
  });
}
