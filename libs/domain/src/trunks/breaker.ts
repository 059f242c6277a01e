import {
  type BreakerSettings,
  type BreakerState,
  carrierFaults,
  type FailoverClass,
  type GatewayHealth,
} from '@trunkline/contracts';

/** A call that a gateway answered, or that ended there. Times in ms since 1970, `delayMs` until it rang or came to its end. */
export interface GatewayCall {
  at: number;
  end: 'answered' | FailoverClass;
  delayMs: number | null;
}

/** What is kept of a gateway, or of a trunk that has none. `openings`: how often in a row its breaker opened. */
export interface GatewayRecord {
  score: number;
  breaker: BreakerState;
  since: number;
  until: number | null;
  openings: number;
  calls: GatewayCall[];
  reachable: boolean | null;
}

/** What a record is judged by. `hasSpare`: calls that go past it find another one that fares better. */
export interface Judging {
  now: number;
  settings: BreakerSettings;
  hasSpare: boolean;
  /** How long it is left alone the first time; twice as long each time after that. */
  pauseMs: number;
}

const opensAt = 30;
const closesAt = 70;
const mostPauses = 10;
const keptCalls = 50;
const keptMs = 3_600_000;
/** What was long ago says nothing of now. */
const forgottenAfterMs = 15 * 60_000;
/** RFC 6076 has no figure for it; ITU-T E.721 asks for 8 s at most between countries. */
const slowMs = 3000;
const slowest = 60;

export const newRecord = (now: number): GatewayRecord => ({
  ...{ score: 100, breaker: 'closed', since: now, until: null, openings: 0, calls: [], reachable: null },
});

const isFault = ({ end }: GatewayCall) => end !== 'answered' && carrierFaults.includes(end);

/** What one call is worth, 0 to 100: slowness alone opens no breaker, and keeps one from closing. */
function worth(call: GatewayCall): number {
  if (isFault(call)) return 0;
  return 100 - Math.min(slowest, (Math.max(0, (call.delayMs ?? 0) - slowMs) / 1000) * 10);
}

/**
 * The record with one more call. The score is a mean in which newer calls count more: so much more that as many faults in a row
 * as the settings say bring a perfect one to where the breaker opens.
 */
export function withCall(record: GatewayRecord, call: GatewayCall, settings: BreakerSettings): GatewayRecord {
  const older = (opensAt / 100) ** (1 / settings.openAfterFailures);
  const score = record.score * older + worth(call) * (1 - older);
  const calls = [...record.calls, call].filter(({ at }) => call.at - at < keptMs).slice(-keptCalls);
  return { ...record, score, calls };
}

/** The record as it is to be now: the breaker opens, tries again and closes here, and nowhere else. */
export function judged(record: GatewayRecord, judging: Judging): GatewayRecord {
  const { now, settings, hasSpare } = judging;
  if (!settings.enabled) return record.breaker === 'closed' ? record : closed(record, now);
  if (record.breaker === 'open') {
    const until = record.until ?? now;
    if (hasSpare && now < until) return record;
    // A call that came after the pause counts, however late it is told.
    return { ...record, breaker: 'half_open', since: Math.min(now, until), until: null };
  }
  const last = record.calls.at(-1);
  if (last && now - last.at >= forgottenAfterMs) {
    return record.score === 100 && record.breaker === 'closed' ? record : { ...closed(record, now), score: 100 };
  }
  if (record.breaker === 'closed') return hasSpare && isBad(record) ? opened(record, judging) : record;
  const failedAgain = record.calls.some((call) => call.at > record.since && isFault(call));
  if (failedAgain && hasSpare) return opened(record, judging);
  return record.score >= closesAt ? closed(record, now) : record;
}

/** Whether it matters now that calls find another one: `hasSpare` is asked for nothing else. */
export const needsSpare = (record: GatewayRecord): boolean => record.breaker !== 'closed' || isBad(record);

/** The record after somebody has closed its breaker by hand: it begins anew, with its figures. */
export const resetRecord = (record: GatewayRecord, now: number): GatewayRecord => ({
  ...closed(record, now),
  score: 100,
});

// The mean of so many faults is opensAt but for the last bits.
const isBad = ({ score }: GatewayRecord) => score <= opensAt + 1e-6;

function opened(record: GatewayRecord, { now, pauseMs }: Judging): GatewayRecord {
  const until = now + pauseMs * Math.min(2 ** record.openings, mostPauses);
  return { ...record, breaker: 'open', since: now, until, openings: record.openings + 1 };
}

const closed = (record: GatewayRecord, now: number): GatewayRecord => ({
  ...record,
  ...{ breaker: 'closed', since: now, until: null, openings: 0 },
});

/** What people are shown of a record; undefined: nothing is known of the gateway yet. */
export function healthOf(gateway: string | null, record: GatewayRecord | undefined, now: number): GatewayHealth {
  const { calls = [], score = 100, breaker = 'closed', until = null, reachable = null } = record ?? {};
  // Nobody may be there to say so.
  const isOver = breaker === 'open' && now >= (until ?? 0);
  const answered = calls.filter(({ end }) => end === 'answered').length;
  const delays = calls.flatMap(({ delayMs }) => delayMs ?? []).toSorted((a, b) => a - b);
  return {
    gateway,
    score: reachable === false ? 0 : Math.round(score),
    breaker: isOver ? 'half_open' : breaker,
    since: record ? isoOf(record.since) : null,
    until: isOver ? null : isoOf(until),
    calls: calls.length,
    answered,
    faults: calls.filter(isFault).length,
    answerRatio: calls.length === 0 ? null : Math.round((answered / calls.length) * 1000) / 1000,
    postDialDelayMs: delays[Math.floor(delays.length / 2)] ?? null,
    lastCallAt: isoOf(calls.at(-1)?.at),
    reachable,
  };
}

const isoOf = (at: number | null | undefined): string | null => (at ? new Date(at).toISOString() : null);
