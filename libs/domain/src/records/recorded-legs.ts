import type { RecordedLeg } from '@trunkline/contracts';
import { hangupCauseText, sipCodeText } from '../calls/hangup-causes.js';
import type { Directory } from '../directory/directory.js';
import { endpointKind } from '../directory/endpoint-name.js';
import type { CelRow } from './cel-row.js';
import { isoOf } from './record-attempts.js';
import { numberOrNull, type RecordLeg } from './record-legs.js';

/** Not more legs than this are kept of a call that did not answer: a loop in a dialplan makes thousands. */
const MOST_LEGS = 64;

/**
 * The SIP code a leg that was called ended with, as the TL_RESULT that came next to its end tells it. A Dial at several
 * phones has one result: it is said of no leg then.
 */
function codeOf(leg: RecordLeg, rows: readonly CelRow[], legs: readonly RecordLeg[]): number | null {
  if (leg.role === 'caller' || leg.answeredAt !== null) return null;
  const trunk = endpointKind(leg.endpoint) === 'trunk' ? leg.endpoint : '';
  const result = rows.find((row) => row.type === 'TL_RESULT' && row.atMicros >= leg.startedAt);
  if (!result || (result.extra.trunk ?? '') !== trunk) return null;
  const together = legs.filter((other) => other.role === 'callee' && sharesResult(other, leg, rows));
  return together.length === 1 ? numberOrNull(result.extra.sip) : null;
}

/** Whether two legs were called by one Dial: no result lies between their beginnings. */
function sharesResult(one: RecordLeg, other: RecordLeg, rows: readonly CelRow[]): boolean {
  const [first, last] = one.startedAt < other.startedAt ? [one, other] : [other, one];
  return !rows.some(
    (row) => row.type === 'TL_RESULT' && row.atMicros >= first.startedAt && row.atMicros < last.startedAt,
  );
}

/** The legs as the record keeps them. `callerSipCode` is what the caller got, where that is known. */
export function recordedLegs(
  rows: readonly CelRow[],
  legs: readonly RecordLeg[],
  directory: Directory,
  callerSipCode: number | null,
): RecordedLeg[] {
  const kept = legs.filter((leg, place) => place < MOST_LEGS || leg.bridgedAt !== null);
  return kept.map((leg) => {
    const kind = endpointKind(leg.endpoint);
    const sipCode = leg.role === 'caller' ? callerSipCode : codeOf(leg, rows, legs);
    return {
      id: leg.id,
      endpoint: leg.endpoint,
      role: leg.role,
      extensionId: kind === 'extension' ? (directory.extension(leg.endpoint)?.id ?? null) : null,
      trunkId: kind === 'trunk' ? (directory.trunk(leg.endpoint)?.id ?? null) : null,
      startedAt: isoOf(leg.startedAt),
      answeredAt: leg.answeredAt === null ? null : isoOf(leg.answeredAt),
      endedAt: leg.endedAt === null ? null : isoOf(leg.endedAt),
      cause: leg.cause,
      causeText: hangupCauseText(leg.cause),
      sipCode,
      sipCodeText: sipCodeText(sipCode),
    };
  });
}
