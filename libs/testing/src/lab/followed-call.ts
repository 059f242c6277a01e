import type { Call, CallRecord } from '@trunkline/contracts';
import type { ArrivedEvent, LiveClient } from '../client/live-client.js';
import type { SipMessage } from '../sipp/message-trace.js';
import type { LabStack } from './lab-stack.js';
import { recordOf } from './records.js';

/** A call as the live stream showed it, and what was kept of it. */
export interface FollowedCall {
  id: string;
  started: ArrivedEvent;
  /** Undefined when nobody answered. */
  up: ArrivedEvent | undefined;
  ended: ArrivedEvent;
  record: CallRecord;
}

/** Follows the first call that fits, from its `call.started` to its record. */
export async function followCall(
  lab: LabStack,
  live: LiveClient,
  fits: (call: Call) => boolean,
): Promise<FollowedCall> {
  const started = await live.waitFor(
    (event) => event.type === 'call.started' && fits(event.data),
    20_000,
    'call.started of the call',
  );
  const id = callOf(started).id;
  const ended = await live.waitFor(
    (event) => event.type === 'call.ended' && event.data.id === id,
    60_000,
    `call.ended of ${id}`,
  );
  const record = await recordOf(lab, id);
  const up = live.callEvents(id).find((arrived) => callOf(arrived).answeredAt !== null);
  return { id, started, up, ended, record };
}

/** The call that a call event carries. */
export function callOf({ event }: ArrivedEvent): Call {
  switch (event.type) {
    case 'call.started':
    case 'call.updated':
    case 'call.ended':
    case 'call.merged':
      return event.data;
    default:
      throw new Error(`${event.type} carries no call`);
  }
}

/** Milliseconds from a SIP message, by SIPp's trace, to the arrival of an event at a client of this machine. */
export function lag(message: SipMessage | undefined, arrived: ArrivedEvent | undefined): number {
  if (!message) throw new Error('the SIP message is not in the trace');
  if (!arrived) throw new Error('the event did not come');
  return arrived.arrivedAt - message.at;
}
