import type { Attempt, CallRecord, FailureAdvice, FailureAdviceCode } from '@trunkline/contracts';

/** What of a record says why its call failed. */
export interface FailedCall extends Pick<CallRecord, 'direction' | 'endReason' | 'hangupCause' | 'sipCode'> {
  /** A record of an earlier version does not say `skipped`. */
  attempts: readonly (Pick<Attempt, 'cause' | 'sipCode'> & Partial<Pick<Attempt, 'skipped'>>)[];
}

const texts: Record<FailureAdviceCode, string> = {
  pbx_crash:
    'Asterisk ended unexpectedly during the call: look into its log of that time, and at the memory of the machine.',
  unknown_number:
    'Nobody has this number, and no outbound route takes it: check what was dialled, or add an outbound route.',
  number_leads_nowhere:
    'The called number leads nowhere: add it to the numbers, enabled and with a destination, or tell the carrier not to send it.',
  no_phone: 'No phone of the extension could be reached: see at the extension whether one is registered.',
  no_trunk: 'The outbound route has no trunk that is enabled: add one to it.',
  lines_taken:
    'Every line of the trunk was taken: raise its limit of calls, or add a second trunk to the outbound route.',
  trunk_unreachable: 'The call did not get as far as the carrier: see at the trunk why it is not in order.',
  credentials_refused: 'The carrier did not accept the credentials of the trunk: check its user name and password.',
  not_permitted: 'The carrier refused the number: check that it is allowed for your account.',
  number_not_found:
    'The carrier does not know the number: check that it is complete, and what the outbound route makes of it.',
  no_common_codec: 'The two sides have no codec in common: allow one more at the trunk or at the extension.',
  no_reply: 'No reply came in time: check the network between the two sides, and any firewall on the way.',
  carrier_failing:
    'The carrier could not take the call: try again, and add a second trunk to the outbound route for such times.',
  declined: 'The called side declined the call: nothing is wrong here.',
  called_unavailable: 'The called side was not available: try again later.',
  loop: 'The call went round in circles: check that no number leads back to where its calls come from.',
  other: 'Open the call: its legs tell what each side said.',
};

/** What to do about a call that failed, told by its direction, SIP code (RFC 3261, section 21) and Q.850 cause. */
export function failureAdvice(call: FailedCall): FailureAdvice {
  const code = codeOf(call);
  return { code, text: texts[code] };
}

function codeOf({ direction, endReason, hangupCause: cause, sipCode, attempts }: FailedCall): FailureAdviceCode {
  if (endReason === 'pbx_crash') return 'pbx_crash';
  const lastTry = attempts.findLast(({ skipped }) => !skipped);
  // Once every trunk failed, our dialplan ends the call with a cause of its own: the last try has the carrier's.
  if (lastTry) return byCarrier(lastTry.sipCode ?? sipCode) ?? byTrunkCause(lastTry.cause, lastTry.sipCode !== null);
  const answered = byPhone(sipCode);
  if (answered) return answered;
  // Nobody else was asked: the cause is the one that our dialplan gave.
  if (cause === 1) return direction === 'inbound' ? 'number_leads_nowhere' : 'unknown_number';
  if (cause === 20) return 'no_phone';
  if (cause === 34 && sipCode === null) return 'no_trunk';
  return byCause(cause) ?? 'other';
}

/** By what a carrier answered. */
function byCarrier(code: number | null): FailureAdviceCode | null {
  switch (code) {
    case 401:
    case 407:
      return 'credentials_refused';
    case 402:
    case 403:
      return 'not_permitted';
    case 404:
    case 410:
    case 416:
    case 484:
    case 485:
    case 604:
      return 'number_not_found';
    case 480:
      return 'called_unavailable';
    case 504:
      return 'no_reply';
    default:
      return byAnybody(code) ?? (code !== null && code >= 500 && code < 600 ? 'carrier_failing' : null);
  }
}

/** By what a phone of ours answered. */
function byPhone(code: number | null): FailureAdviceCode | null {
  return code === 404 || code === 410 || code === 480 ? 'no_phone' : byAnybody(code);
}

function byAnybody(code: number | null): FailureAdviceCode | null {
  switch (code) {
    case 408:
      return 'no_reply';
    case 415:
    case 488:
    case 606:
      return 'no_common_codec';
    case 482:
    case 483:
      return 'loop';
    case 403:
    case 603:
    case 607:
    case 608:
      return 'declined';
    default:
      return null;
  }
}

/** By the cause of a call over a trunk, or else its class: 2 resources, 3 service not available (ITU-T Q.850). */
function byTrunkCause(cause: number | null, answered: boolean): FailureAdviceCode {
  // Our dialplan gives 34 itself, without asking the carrier, when the limit of the trunk is reached.
  if (cause === 34 && !answered) return 'lines_taken';
  if (cause === 1 || cause === 22 || cause === 28) return 'number_not_found';
  const common = byCause(cause);
  if (common) return common;
  const kind = cause === null ? null : Math.floor(cause / 16);
  if (kind === 2) return 'carrier_failing';
  if (kind === 3) return 'not_permitted';
  return answered ? 'other' : 'trunk_unreachable';
}

function byCause(cause: number | null): FailureAdviceCode | null {
  switch (cause) {
    case 18:
    case 102:
      return 'no_reply';
    case 21:
      return 'declined';
    case 25:
      return 'loop';
    case 58:
    case 65:
    case 88:
      return 'no_common_codec';
    default:
      return null;
  }
}
