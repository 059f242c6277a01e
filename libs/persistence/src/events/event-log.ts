import type { LiveEvent, NewLiveEvent } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { type Prepared, queryPrepared, runPrepared } from '../data-source/prepared.js';
import { storableJsonText } from '../entities/storable.js';

const floor = 'coalesce((SELECT max(seq) FROM event_log_floor), 0)';
const head = `greatest((SELECT max(seq) FROM event_log), ${floor})`;

/** NOTIFY channel on which each event is told as it is committed, in order: see `toldEvent`. */
export const eventsChannel = 'trunkline_events';

/** The event in a payload of `eventsChannel`; null when it was too long for one, and must be read from the log. */
export function toldEvent(payload: string): LiveEvent | null {
  return payload.startsWith('{') ? (JSON.parse(payload) as LiveEvent) : null;
}

const append: Prepared = {
  name: 'events-append',
  text: 'SELECT event_id AS id, event_seq AS seq FROM append_events($1::jsonb)',
};

/**
 * Appends events in one order for all readers: whoever sees seq n has seen all below it. Call it last in the
 * transaction (READ COMMITTED): a lock is held until the commit. Events whose id is in the log already, and a second
 * `call.ended` or `call.merged` of a call, are dropped, so a batch of unknown fate may be sent again. Returns what was
 * appended.
 */
export async function appendEvents(manager: EntityManager, events: readonly NewLiveEvent[]): Promise<LiveEvent[]> {
  const batch = appendable(events);
  if (batch.length === 0) return [];
  const rows = await runPrepared<AppendedRow>(manager, append, [storableJsonText(batch)]);
  return appended(batch, rows);
}

/** An event as the function `append_events` of the database takes it. */
type AppendableEvent = NewLiveEvent & { call_id: string | null };

/** Which event got which seq. */
interface AppendedRow {
  id: string;
  seq: string;
}

/** Each event, and each end of a call, once, as `append_events` takes them. */
export function appendable(events: readonly NewLiveEvent[]): AppendableEvent[] {
  return withoutRepeats(events).map((event) => ({
    ...event,
    at: new Date(event.at).toISOString(),
    call_id: callIdOfEvent(event),
  }));
}

function appended(batch: readonly AppendableEvent[], rows: readonly AppendedRow[]): LiveEvent[] {
  const seqs = new Map(rows.map(({ id, seq }) => [id, Number(seq)]));
  return batch.flatMap(({ call_id: _, ...event }) => {
    const seq = seqs.get(event.id);
    return seq === undefined ? [] : [{ ...event, seq } as LiveEvent];
  });
}

const after: Prepared = {
  name: 'events-after',
  text: 'SELECT seq, id, at, type, data FROM event_log WHERE seq > $1 ORDER BY seq LIMIT $2',
};

/** An event as it is stored. */
type EventRow = Pick<LiveEvent, 'id' | 'type' | 'data'> & { seq: string; at: Date };

/** Up to `limit` events that follow `seq`, in order. */
export async function eventsAfter(
  source: DataSource | EntityManager,
  seq: number,
  limit: number,
): Promise<LiveEvent[]> {
  const run =
    'driver' in source
      ? queryPrepared<EventRow>(source, after, [seq, limit])
      : runPrepared<EventRow>(source, after, [seq, limit]);
  const rows = await run;
  return rows.map(({ at, ...event }) => ({ ...event, seq: Number(event.seq), at: at.toISOString() }) as LiveEvent);
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

function withoutRepeats(events: readonly NewLiveEvent[]): NewLiveEvent[] {
  const ids = new Set<string>();
  const over = new Set<string>();
  return events.filter((event) => {
    const call = callOver(event);
    if (ids.has(event.id) || (call !== null && over.has(call))) return false;
    ids.add(event.id);
    if (call !== null) over.add(call);
    return true;
  });
}
