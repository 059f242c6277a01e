import type { CallDirection, CallRecord, RecordEndReason } from '@trunkline/contracts';
import { callIdOf } from '../calls/call-id.js';
import { hangupCauseText, sipCodeText } from '../calls/hangup-causes.js';
import { dialledParty } from '../calls/new-call.js';
import { directionOf } from '../calls/reduce-call.js';
import { testedNumber } from '../calls/test-call.js';
import type { Directory } from '../directory/directory.js';
import { endpointKind } from '../directory/endpoint-name.js';
import { cleanTextOrNull } from '../text/clean-text.js';
import type { CelRow } from './cel-row.js';
import { dispositionOf } from './disposition.js';
import { attemptsOf, isoOf } from './record-attempts.js';
import { legsOf, numberOrNull, type RecordLeg } from './record-legs.js';
import { recordedLegs } from './recorded-legs.js';
import { sortRows } from './sort-rows.js';

/**
 * What was found out about a call whose rows do not say that it is over: why it is, and when, in microseconds. Without
 * a time it ended with its last row.
 */
export interface Closing {
  reason: Exclude<RecordEndReason, 'hangup'>;
  atMicros: number | null;
}

/** How a record is built; see `Closing`. */
export interface BuildOptions {
  closing?: Closing | null;
}

/** Whole seconds between two times in microseconds; a clock that stepped back gives 0. */
const seconds = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1_000_000));

const unique = (ids: readonly (string | undefined)[]): string[] => [
  ...new Set(ids.filter((id): id is string => id !== undefined)),
];

/** When and why the call ended, or null while it is going on. What its own rows say goes before anything else. */
function endOf(
  rows: readonly CelRow[],
  legs: readonly RecordLeg[],
  root: string,
  closing: Closing | null,
): { at: number; reason: RecordEndReason } | null {
  // A call that was merged into this one had a LINKEDID_END of its own.
  const end = rows.findLast((row) => row.type === 'LINKEDID_END' && row.linkedid === root);
  if (end) return { at: end.atMicros, reason: 'hangup' };
  const last = rows.at(-1)?.atMicros ?? 0;
  const allEnded = legs.every((leg) => leg.endedAt !== null);
  if (allEnded && rows.some((row) => row.type === 'CHAN_START')) return { at: last, reason: 'hangup' };
  return closing && { at: Math.max(closing.atMicros ?? last, last), reason: closing.reason };
}

const REASON_TEXT: Record<RecordEndReason, string | null> = {
  hangup: null,
  pbx_crash: 'Asterisk ended unexpectedly during the call',
  unknown: 'How the call ended is not known',
};

/** What tells that somebody was called, also where there was no channel to him. */
const TRIES: ReadonlySet<string> = new Set(['TL_GROUP', 'TL_TARGET', 'TL_ATTEMPT', 'TL_RESULT']);

/**
 * When caller and callee first spoke: a bridge says that they did, their ANSWERs since when. A mailbox or an announcement
 * is as good as somebody in a call that is led to nobody else.
 */
function answerOf(
  rows: readonly CelRow[],
  caller: RecordLeg,
  callees: readonly RecordLeg[],
): { at: number; callee: RecordLeg | null } | null {
  const bridged = callees.filter((leg) => leg.bridgedAt !== null);
  const callee = bridged.reduce<RecordLeg | null>(
    (first, leg) => (first === null || (leg.bridgedAt ?? 0) < (first.bridgedAt ?? 0) ? leg : first),
    null,
  );
  if (callee) {
    const at = Math.max(callee.answeredAt ?? callee.bridgedAt ?? 0, caller.answeredAt ?? 0);
    return { at, callee };
  }
  if (testedNumber(caller.id) !== null)
    return caller.answeredAt === null ? null : { at: caller.answeredAt, callee: null };
  // The callee's own row can be lost; the caller was in a bridge, so there was somebody.
  if (caller.bridgedAt !== null) return { at: caller.answeredAt ?? caller.bridgedAt, callee: null };
  // An announcement is what there was to be reached where nobody was called, and nobody will be; it answers before it begins.
  if (callees.length > 0 || rows.some(({ type }) => TRIES.has(type))) return null;
  const heard = rows.findLast((row) => row.type === 'TL_ANNOUNCEMENT' && row.uniqueid === caller.id);
  const mailbox = rows.some(
    ({ type, extra, uniqueid }) =>
      uniqueid === caller.id && (type === 'TL_MESSAGES' || (type === 'TL_VOICEMAIL' && extra.after === '')),
  );
  const reached = mailbox || heard?.extra.then === 'end';
  return reached && caller.answeredAt !== null ? { at: caller.answeredAt, callee: null } : null;
}

/** Direction by the endpoints, by the context the call came in through when the endpoint is unknown. */
function recordDirection(legs: readonly RecordLeg[], caller: RecordLeg, dialledTrunk: boolean): CallDirection {
  const direction = directionOf(legs);
  if (direction === 'unknown' && /^tl-from-((limited-)?trunk|t_.*)$/.test(caller.context)) return 'inbound';
  return direction === 'internal' && dialledTrunk ? 'outbound' : direction;
}

/**
 * The record of the call whose CEL rows these are, or null while it is going on. Pure and deterministic: the same
 * rows in any order, or some of them twice, give the same record; missing rows make it poorer, never wrong.
 */
export function buildCallRecord(
  nodeId: string,
  celRows: readonly CelRow[],
  directory: Directory,
  options: BuildOptions = {},
): CallRecord | null {
  const rows = sortRows(celRows);
  const linkedid = rows[0]?.linkedid ?? '';
  const legs = legsOf(rows, linkedid);
  const caller = legs.find((leg) => leg.role === 'caller');
  const end = endOf(rows, legs, linkedid, options.closing ?? null);
  if (!caller || end === null) return null;

  // The earliest row there is: when the caller's first row was lost, the call is older than what is left of it.
  const start = rows[0]?.atMicros ?? caller.startedAt;
  const callees = legs.filter((leg) => leg.role === 'callee');
  const answer = answerOf(rows, caller, callees);
  const attempts = attemptsOf(rows, legs, directory);
  const lastTry = rows.findLast((row) => row.type === 'TL_ATTEMPT' || row.type === 'TL_REFUSED');
  // Once somebody answered, further tries are those of a transfer.
  const answeredAt = answer?.at ?? Number.POSITIVE_INFINITY;
  const dialled = rows.findLast(
    (row) => row.type === 'TL_ATTEMPT' && row.uniqueid === caller.id && row.atMicros <= answeredAt,
  );
  // A carrier called a number of ours, wherever that leads.
  const called = endpointKind(caller.endpoint) === 'trunk' ? undefined : dialled?.extra.number;
  const lastResult = rows.findLast(({ type, extra }) => type === 'TL_RESULT' && extra.status !== 'SKIPPED');
  const trunkLeg = [caller, answer?.callee].find((leg) => leg && endpointKind(leg.endpoint) === 'trunk');
  const trunk = directory.trunk(trunkLeg?.endpoint ?? attempts.at(-1)?.trunkRef ?? '');
  const fromExtension = directory.extension(caller.endpoint);
  // Who was to ring in a group; and whoever was called in vain, to whom there may have been no channel.
  const targets = rows.filter(({ type }) => type === 'TL_TARGET' || type === 'TL_RESULT');
  const hangupCause = caller.cause ?? answer?.callee?.cause ?? callees.at(-1)?.cause ?? null;
  const mailbox = rows.findLast((row) => row.type === 'TL_VOICEMAIL');
  const status = lastResult?.extra.status ?? null;
  const tested = testedNumber(caller.id);
  // Its own channel is always named as what hung up: nobody of ours can cancel a test.
  const ending = tested === null ? caller : { ...caller, hangupSource: null };
  const disposition = dispositionOf(ending, answer !== null, { status, mailbox: mailbox !== undefined });
  // Without a source it was us who hung up an unanswered call, on somebody's request.
  const cancelled = disposition === 'cancelled' && caller.hangupSource === caller.channel;
  // Who has heard an announcement and gives up then hangs up an answered call: there is no CANCEL.
  const refused = cancelled && caller.answeredAt === null;
  const sipCode = refused ? 487 : answer ? null : numberOrNull(lastResult?.extra.sip);
  const num = tested === null ? caller.num : (rows.find((row) => row.num)?.num ?? null);
  const from = fromExtension?.number ?? cleanTextOrNull(num);
  const to = dialledParty(
    tested ?? cleanTextOrNull(caller.exten),
    endpointKind(caller.endpoint) === 'extension',
    directory,
  );

  return {
    id: callIdOf(nodeId, linkedid),
    node: nodeId,
    linkedid,
    direction: recordDirection(legs, caller, attempts.length > 0),
    from,
    // An extension's own number is no number of the country.
    fromE164: from === null || fromExtension ? null : directory.e164(from),
    fromName: fromExtension?.name ?? cleanTextOrNull(caller.name),
    to: to.number,
    // What the last trunk was asked for is the number in full; the route made it of what was dialled.
    toE164: (called && directory.e164(called)) || to.e164,
    trunkId: trunk?.id ?? null,
    trunkName: trunk?.name ?? null,
    routeId: directory.route(lastTry?.extra.route ?? '')?.id ?? null,
    extensionIds: unique(
      [
        caller.endpoint,
        ...targets.map(({ extra }) => extra.extension ?? ''),
        mailbox?.extra.extension ?? '',
        ...callees.map((leg) => leg.endpoint),
      ].map((ref) => directory.extension(ref)?.id),
    ),
    voicemailExtensionId: directory.extension(mailbox?.extra.extension ?? '')?.id ?? null,
    startedAt: isoOf(start),
    answeredAt: answer && isoOf(answer.at),
    endedAt: isoOf(end.at),
    durationSeconds: seconds(start, end.at),
    billedSeconds: answer ? seconds(answer.at, end.at) : 0,
    disposition,
    endReason: end.reason,
    hangupCause,
    // A CANCEL leaves Asterisk with cause 127 and always gets 487 (RFC 3261 section 9.2).
    hangupCauseText: cancelled ? 'Cancelled by the caller' : (REASON_TEXT[end.reason] ?? hangupCauseText(hangupCause)),
    sipCode,
    sipCodeText: sipCodeText(sipCode),
    attempts,
    legs: recordedLegs(rows, legs, directory, refused ? 487 : null),
    sipCallIds: [],
    supersededBy: null,
  };
}
