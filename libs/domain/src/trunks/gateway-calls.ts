import type { FailoverClass } from '@trunkline/contracts';
import { endpointOf } from '../directory/endpoint-name.js';
import type { CelRow } from '../records/cel-row.js';
import { attemptClass } from './attempt-class.js';

/** What became of a call at a gateway. `startedAt` is null where its beginning was not seen; times in ms since 1970. */
export interface EndedAttempt {
  trunkRef: string;
  gateway: string | null;
  linkedid: string;
  startedAt: number | null;
  at: number;
  end: 'answered' | FailoverClass;
}

/** How a call ended at a carrier, and over which route it went there. */
export interface FailedAttempt {
  trunkRef: string;
  routeRef: string;
  gateway: string | null;
  linkedid: string;
  at: number;
  end: FailoverClass;
  sipCode: number | null;
}

/** The end of a call at a carrier that a row tells; null: it tells none. */
export function failedAttempt({ type, extra, atMicros, linkedid }: CelRow): FailedAttempt | null {
  if (type !== 'TL_RESULT' || !extra.trunk) return null;
  const sipCode = extra.sip ? Number(extra.sip) : null;
  const end = attemptClass(extra.status ?? '', sipCode);
  if (end === null) return null;
  const { trunk: trunkRef, route: routeRef = '' } = extra;
  return {
    trunkRef,
    routeRef,
    gateway: extra.gateway || null,
    linkedid,
    at: Math.floor(atMicros / 1000),
    end,
    sipCode,
  };
}

/** Attempts under way that are kept in mind. */
const most = 5000;

/** Follows the rows of the spool, and tells which calls gateways took or refused. What a caller gave up tells nothing. */
export class GatewayCalls {
  /** By linkedid: the last attempt of a call. */
  private readonly open = new Map<string, { row: CelRow; trunkRef: string }>();

  take(row: CelRow): EndedAttempt | null {
    if (row.type === 'TL_ATTEMPT') {
      this.open.delete(row.linkedid);
      this.open.set(row.linkedid, { row, trunkRef: row.extra.trunk ?? '' });
      const [oldest] = this.open.keys();
      if (this.open.size > most && oldest !== undefined) this.open.delete(oldest);
      return null;
    }
    const failed = failedAttempt(row);
    const attempt = this.open.get(row.linkedid);
    if (row.type === 'LINKEDID_END' || row.type === 'TL_RESULT') this.open.delete(row.linkedid);
    const startedAt = attempt ? Math.floor(attempt.row.atMicros / 1000) : null;
    if (failed) {
      const { trunkRef, gateway, linkedid, at, end } = failed;
      return { trunkRef, gateway, linkedid, startedAt, at, end };
    }
    // Who called may have come in over the same trunk.
    const isTheirs =
      row.type === 'ANSWER' && attempt && row.uniqueid !== attempt.row.uniqueid && row.uniqueid !== row.linkedid;
    if (!isTheirs || endpointOf(row.channel) !== attempt.trunkRef) return null;
    this.open.delete(row.linkedid);
    const gateway = attempt.row.extra.gateway || null;
    const at = Math.floor(row.atMicros / 1000);
    return { trunkRef: attempt.trunkRef, gateway, linkedid: row.linkedid, startedAt, at, end: 'answered' };
  }
}
