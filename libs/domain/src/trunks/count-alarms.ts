import type { FailoverClass } from '@trunkline/contracts';

/** Calls over one gateway of a trunk that ended in one class. Times in ms since 1970; `untold`: since the last alarm. */
export interface CountedAlarm {
  trunkId: string;
  gateway: string | null;
  end: FailoverClass;
  sipCode: number | null;
  calls: number;
  untold: number;
  firstAt: number;
  lastAt: number;
  toldAt: number;
  lastCallId: string;
}

/** A call that is to raise an alarm. */
export type AlarmingCall = Pick<CountedAlarm, 'trunkId' | 'gateway' | 'end' | 'sipCode'> & {
  at: number;
  callId: string;
};

/** One gateway's failing class is told once in so many milliseconds. */
const quietMs = 60_000;

/** Counts calls; returns the counts that changed, and which of them are told: with how many calls. Pure. */
export function countAlarms(
  known: readonly CountedAlarm[],
  calls: readonly AlarmingCall[],
): { changed: CountedAlarm[]; told: CountedAlarm[] } {
  const counts = new Map(known.map((alarm) => [keyOf(alarm), alarm]));
  const changed = new Map<string, CountedAlarm>();
  const told: CountedAlarm[] = [];
  for (const { at, callId, ...call } of calls) {
    const before = counts.get(keyOf(call));
    const isTold = before === undefined || at - before.toldAt >= quietMs;
    const untold = (before?.untold ?? 0) + 1;
    const alarm: CountedAlarm = {
      ...call,
      calls: (before?.calls ?? 0) + 1,
      untold: isTold ? 0 : untold,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      toldAt: isTold ? at : before.toldAt,
      lastCallId: callId,
    };
    counts.set(keyOf(call), alarm);
    changed.set(keyOf(call), alarm);
    if (isTold) told.push({ ...alarm, calls: untold });
  }
  return { changed: [...changed.values()], told };
}

const keyOf = ({ trunkId, gateway, end }: Pick<CountedAlarm, 'trunkId' | 'gateway' | 'end'>) =>
  `${trunkId} ${gateway ?? ''} ${end}`;
