import type { Disposition } from '@trunkline/contracts';
import type { RecordLeg } from './record-legs.js';

/**
 * How the call ended for its caller. `status` is the DIALSTATUS of the last Dial that was not answered, null when
 * there was none or the caller hung up during it. `mailbox`: it came to one, where hanging up is how a message ends.
 */
export function dispositionOf(
  caller: RecordLeg,
  answered: boolean,
  { status, mailbox }: { status: string | null; mailbox: boolean },
): Disposition {
  if (answered) return 'answered';
  if (mailbox) return status === 'BUSY' ? 'busy' : 'no_answer';
  if (caller.dialStatus === 'CANCEL' || caller.hangupSource === caller.channel) {
    // Asterisk names the caller's channel as the source of a failed call too; then a Dial said why it failed.
    if (status === null || caller.dialStatus === 'CANCEL') return 'cancelled';
  }
  switch (caller.cause) {
    case 17:
      return 'busy';
    case 18:
    case 19:
      return 'no_answer';
    case 21:
      return 'rejected';
    default:
      break;
  }
  if (status === 'BUSY') return 'busy';
  return status === 'NOANSWER' ? 'no_answer' : 'failed';
}
