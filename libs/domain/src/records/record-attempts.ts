import type { Attempt } from '@trunkline/contracts';
import { hangupCauseText, sipCodeText } from '../calls/hangup-causes.js';
import type { Directory } from '../directory/directory.js';
import { endpointOf } from '../directory/endpoint-name.js';
import type { CelRow } from './cel-row.js';
import { numberOrNull, type RecordLeg } from './record-legs.js';

/** ISO 8601 with milliseconds of a time in microseconds. */
export function isoOf(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}

/** The tries at trunks, each with what its TL_RESULT said, or else how its channel ended. */
export function attemptsOf(rows: readonly CelRow[], legs: readonly RecordLeg[], directory: Directory): Attempt[] {
  const tries = rows.filter((row) => row.type === 'TL_ATTEMPT');
  return tries.map((row, i) => {
    const trunkRef = row.extra.trunk ?? '';
    const until = tries[i + 1]?.atMicros ?? Number.POSITIVE_INFINITY;
    const inTime = (at: number) => at >= row.atMicros && at <= until;
    const result = rows.find((r) => r.type === 'TL_RESULT' && r.extra.trunk === trunkRef && inTime(r.atMicros));
    const leg = legs.find((l) => l.role === 'callee' && l.endpoint === trunkRef && inTime(l.startedAt));
    const cause = numberOrNull(result?.extra.cause) ?? leg?.cause ?? null;
    const sipCode = numberOrNull(result?.extra.sip);
    return {
      trunkId: directory.trunk(trunkRef)?.id ?? null,
      trunkRef: endpointOf(trunkRef),
      gateway: row.extra.gateway || null,
      startedAt: isoOf(row.atMicros),
      skipped: result?.extra.status === 'SKIPPED' ? 'breaker_open' : null,
      cause,
      causeText: hangupCauseText(cause),
      sipCode,
      sipCodeText: sipCodeText(sipCode),
    };
  });
}
