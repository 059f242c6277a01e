import type { CallDirection, CallRecordSort, Disposition, RecordEndReason } from '@trunkline/contracts';

type Read<T> = (raw: string) => T | undefined;

/** All values that are allowed, as keys, so that the compiler misses one that is not there. */
const oneOf =
  <T extends string>(values: Record<T, true>): Read<T> =>
  (raw) =>
    (Object.keys(values) as T[]).find((value) => value === raw);
const text =
  (longest: number): Read<string> =>
  (raw) =>
    raw.trim().slice(0, longest) || undefined;
const whole =
  (most: number): Read<number> =>
  (raw) =>
    /^\d{1,10}$/.test(raw) && Number(raw) <= most ? Number(raw) : undefined;
const id: Read<string> = (raw) => (/^[0-9a-f-]{36}$/i.test(raw) ? raw : undefined);
const instant: Read<string> = (raw) => {
  const at = new Date(raw);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};
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
export type HistorySearch = { [Name in keyof Readers]?: NonNullable<ReturnType<Readers[Name]>> };
export type HistoryField = keyof Readers;

/** Reads the address tolerantly: what makes no sense is left out. The router's own parsing makes 1001 a number. */
export function readHistorySearch(raw: Record<string, unknown>): HistorySearch {
  const entries = Object.entries(readers).map(([name, read]) => {
    const value = raw[name];
    return [name, typeof value === 'string' || typeof value === 'number' ? read(String(value)) : undefined];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
