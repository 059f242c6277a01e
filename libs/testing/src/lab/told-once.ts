import type { Call, LiveEvent } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { type DataSource, eventsAfter } from '@trunkline/persistence';

/** What a reader of the stream would complain about; empty when every call was told as it should be. */
export interface StreamReport {
  /** Calls of which a start was told. */
  started: number;
  ended: number;
  /** Those of which only the end was told, late, by their records: whoever watched them was killed. */
  late: number;
  complaints: string[];
}

/**
 * Checks a part of the stream that holds the calls that `fits` from their start to their end: seq without a gap, and of
 * every call one start, first, and one end, last, unless its end is marked late.
 */
export function checkStream(events: readonly LiveEvent[], fits: (call: Call) => boolean): StreamReport {
  const complaints: string[] = [];
  const calls = new Map<string, LiveEvent['type'][]>();
  const late = new Set<string>();
  // Who calls may be known later than that there is a call.
  const ours = new Set(events.flatMap(({ data }) => ('legs' in data && fits(data) ? [data.id] : [])));
  events.forEach((event, index) => {
    const before = events[index - 1];
    if (before && event.seq !== before.seq + 1) complaints.push(`seq ${before.seq} is followed by ${event.seq}`);
    if (!event.type.startsWith('call.') || !('legs' in event.data) || !ours.has(event.data.id)) return;
    const types = calls.get(event.data.id) ?? [];
    calls.set(event.data.id, types);
    types.push(event.type);
    if (event.type === 'call.ended' && event.data.late) late.add(event.data.id);
  });
  for (const [id, types] of calls) {
    const middle = types.slice(1, -1);
    const whole = types[0] === 'call.started' && types.at(-1) === 'call.ended';
    if (late.has(id) && types.length === 1) continue;
    if (!whole || middle.some((type) => type !== 'call.updated')) complaints.push(`${id}: ${types.join(', ')}`);
  }
  const told = (type: string) => [...calls.values()].filter((types) => types.includes(type as never)).length;
  return { started: told('call.started'), ended: told('call.ended'), late: late.size, complaints };
}

/** The stream from after `from` on, once it has told the end of `calls` calls: the last may be told late, by their records. */
export function streamWithEnds(database: DataSource, from: number, calls: number): Promise<LiveEvent[]> {
  return waitFor(
    `${calls} ends of calls in the stream`,
    async () => {
      const stored = await eventsAfter(database, from, 100_000);
      const ends = stored.filter(({ type }) => type === 'call.ended').length;
      if (ends < calls) throw new Error(`${ends} so far`);
      return stored;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
}
