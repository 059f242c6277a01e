import type { CallRecordExportQuery } from '@trunkline/contracts';

/** What a record says that searches are made of. */
export interface Sample {
  id: string;
  linkedid: string;
  startedAt: Date;
  /** The number and the name of the other side, if it is outside. */
  party: string;
  name: string;
  extensionNumber: string;
  extensionId: string;
  trunkId: string;
  routeId: string | null;
  sipCallId: string;
}

export type Query = Partial<Record<keyof CallRecordExportQuery | 'limit', string | number | undefined>>;

const HOUR_MS = 3_600_000;
const span = ({ startedAt }: Sample, hours: number) => ({
  from: new Date(startedAt.getTime() - hours * HOUR_MS).toISOString(),
  to: new Date(startedAt.getTime() + HOUR_MS).toISOString(),
});
const month = (sample: Sample) => span(sample, 30 * 24);
const end = (text: string, characters: number) => text.slice(-characters);
const others = ['no_answer', 'busy', 'cancelled', 'failed', 'rejected'] as const;
const other = (n: number) => others[n % others.length] ?? 'failed';

/** Every kind of search that the history offers, made of a record that is there, so that what is common is asked for often. */
export const searches: Record<string, (sample: Sample, n: number) => Query> = {
  'the newest': () => ({}),
  'an hour': (sample) => span(sample, 0),
  'a day': (sample) => span(sample, 24),
  'the oldest first': () => ({ sort: 'startedAt' }),
  'the longest': () => ({ sort: '-durationSeconds' }),
  'the longest of a month': (sample) => ({ sort: '-durationSeconds', ...month(sample) }),
  'the longest of a trunk': ({ trunkId }) => ({ sort: '-billedSeconds', trunkId }),
  direction: (_, n) => ({ direction: n % 2 === 0 ? 'internal' : 'inbound' }),
  disposition: (_, n) => ({ disposition: other(n) }),
  trunk: ({ trunkId }) => ({ trunkId }),
  extension: ({ extensionId }) => ({ extensionId }),
  route: ({ routeId }) => ({ routeId: routeId ?? undefined }),
  'number, exact': ({ party }, n) => (n % 2 === 0 ? { fromNumber: party } : { toNumber: party }),
  'number begins': ({ party }, n) => ({ toNumberPrefix: party.slice(0, 4 + (n % 6)) }),
  'number begins, two characters': ({ extensionNumber }) => ({ fromNumberPrefix: extensionNumber.slice(0, 2) }),
  'number ends, three digits': ({ party }) => ({ fromNumberContains: end(party, 3) }),
  'number ends, four digits': ({ party }) => ({ fromNumberContains: end(party, 4) }),
  'number ends, five digits': ({ party }) => ({ toNumberContains: end(party, 5) }),
  'number ends, seven digits': ({ party }) => ({ toNumberContains: end(party, 7) }),
  'number that nobody has': (_, n) => ({ toNumberContains: `99${n}9900` }),
  'caller name': ({ name }) => ({ name }),
  'caller name, a part': ({ name }) => ({ name: end(name, 5) }),
  'text: a number': ({ party }) => ({ search: party }),
  'text: four digits': ({ party }) => ({ search: end(party, 4) }),
  'text: five digits': ({ party }) => ({ search: end(party, 5) }),
  'text: six digits': ({ party }) => ({ search: end(party, 6) }),
  'text: an extension': ({ extensionNumber }) => ({ search: extensionNumber }),
  'text: a name': ({ name }) => ({ search: name }),
  'text: a family name': ({ name }) => ({ search: name.split(' ')[1] }),
  'text: two characters': ({ party }) => ({ search: party.slice(0, 2) }),
  'text that is nowhere': (_, n) => ({ search: `nobody ${n}` }),
  'text and a month': (sample) => ({ search: end(sample.party, 5), ...month(sample) }),
  'text and disposition': ({ party }, n) => ({ search: end(party, 5), disposition: other(n) }),
  'longer than twenty minutes': () => ({ minDurationSeconds: 1200 }),
  'longer than two hours': () => ({ minBilledSeconds: 7200 }),
  'between 500 and 510 seconds': () => ({ minDurationSeconds: 500, maxDurationSeconds: 510 }),
  'longer than ten minutes, of a month': (sample) => ({ minBilledSeconds: 600, ...month(sample) }),
  'longer than ten minutes, of a trunk': ({ trunkId }) => ({ minBilledSeconds: 600, trunkId }),
  cause: (_, n) => ({ hangupCause: [34, 38, 27, 88, 21][n % 5] }),
  'SIP code': (_, n) => ({ sipCode: [503, 404, 488, 603, 999][n % 5] }),
  'cut by a crash': () => ({ endReason: 'pbx_crash' }),
  'SIP Call-ID': ({ sipCallId }) => ({ sipCallId }),
  'call id of Asterisk': ({ linkedid }) => ({ linkedid }),
  'trunk and disposition': ({ trunkId }, n) => ({ trunkId, disposition: other(n) }),
  'trunk, cause and a month': (sample, n) => ({
    trunkId: sample.trunkId,
    hangupCause: [34, 1][n % 2],
    ...month(sample),
  }),
  'trunk and SIP code': ({ trunkId }, n) => ({ trunkId, sipCode: [503, 404, 408][n % 3] }),
  'extension and disposition': ({ extensionId }, n) => ({ extensionId, disposition: other(n) }),
  'extension and a number': ({ extensionId, party }) => ({ extensionId, search: end(party, 4) }),
  'extension and a month': (sample) => ({ extensionId: sample.extensionId, ...month(sample) }),
  'extension that never called': () => ({ extensionId: '00000000-0000-4000-8000-000000000000' }),
  'extension and trunk': ({ extensionId, trunkId }) => ({ extensionId, trunkId }),
};
