import type { CallDirection, CallRecordSort, Disposition, RecordEndReason } from '@trunkline/contracts';
import { id, instant, oneOf, readSearch, type SearchOf, text, whole } from '../../shared/search-params';

const seconds = whole(2_147_483_647);
const code = whole(999);

const readers = {
  search: text(80),
  from: instant,
  to: instant,
  direction: oneOf<CallDirection>({ inbound: true, outbound: true, internal: true, unknown: true }),
  disposition: oneOf<Disposition>({
    answered: true,
    busy: true,
    no_answer: true,
    cancelled: true,
    failed: true,
    rejected: true,
  }),
  trunkId: id,
  extensionId: id,
  routeId: id,
  fromNumber: text(80),
  toNumber: text(80),
  minBilledSeconds: seconds,
  maxBilledSeconds: seconds,
  minDurationSeconds: seconds,
  maxDurationSeconds: seconds,
  endReason: oneOf<RecordEndReason>({ hangup: true, pbx_crash: true, unknown: true }),
  hangupCause: code,
  sipCode: code,
  sipCallId: text(200),
  linkedid: text(200),
  sort: oneOf<CallRecordSort>({
    startedAt: true,
    '-startedAt': true,
    endedAt: true,
    '-endedAt': true,
    durationSeconds: true,
    '-durationSeconds': true,
    billedSeconds: true,
    '-billedSeconds': true,
  }),
};
type Readers = typeof readers;

/**
 * What the address of the history page says: its filters, under the names of the API, and the order. `from` and `to`
 * are instants, so that a link means the same in every time zone; `fromNumber` and `toNumber` are parts of numbers.
 */
export type HistorySearch = SearchOf<Readers>;
export type HistoryField = keyof Readers;

/** Reads the address of the page. */
export const readHistorySearch = (raw: Record<string, unknown>): HistorySearch => readSearch(readers, raw);
