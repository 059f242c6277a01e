import type { Call, LiveEvent } from '@trunkline/contracts';

/** What a reader of the stream would complain about; empty when every call was told as it should be. */
export interface StreamReport {
  /** Calls of which a start was told. */
  started: number;
  ended: number;
  complaints: string[];
}

/**
 * Checks a part of the stream that holds the calls that `fits` from their start to their end: seq without a gap, and of
 * every call one start, first, and one end, last.
 */
export function checkStream(events: readonly LiveEvent[], fits: (call: Call) => boolean): StreamReport {
  const complaints: string[] = [];
  const calls = new Map<string, LiveEvent['type'][]>();
  events.forEach((event, index) => {
    const before = events[index - 1];
    if (before && event.seq !== before.seq + 1) complaints.push(`seq ${before.seq} is followed by ${event.seq}`);
    if (!event.type.startsWith('call.') || !('legs' in event.data) || !fits(event.data)) return;
    const types = calls.get(event.data.id) ?? [];
    calls.set(event.data.id, types);
    types.push(event.type);
  });
  for (const [id, types] of calls) {
    const middle = types.slice(1, -1);
    const whole = types[0] === 'call.started' && types.at(-1) === 'call.ended';
    if (!whole || middle.some((type) => type !== 'call.updated')) complaints.push(`${id}: ${types.join(', ')}`);
  }
  const told = (type: string) => [...calls.values()].filter((types) => types.includes(type as never)).length;
  return { started: told('call.started'), ended: told('call.ended'), complaints };
}
