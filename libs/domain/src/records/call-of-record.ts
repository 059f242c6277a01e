import type { Call, CallRecord, Leg, RecordedLeg } from '@trunkline/contracts';

/** The call as its record tells it: for a `call.ended` that nobody published when it ended. */
export function callOfRecord(record: CallRecord): Call {
  const { id, node, linkedid, direction, trunkId, routeId, startedAt, answeredAt, endedAt } = record;
  const caller = record.legs.find((leg) => leg.role === 'caller');
  const callee = record.legs.find((leg) => leg.role === 'callee' && leg.answeredAt !== null);
  return {
    id,
    node,
    linkedid,
    state: 'ended',
    direction,
    from: { number: record.from, name: record.fromName, extensionId: caller?.extensionId ?? null },
    to: { number: record.to, name: null, extensionId: callee?.extensionId ?? null },
    trunkId,
    routeId,
    startedAt,
    answeredAt,
    endedAt,
    hangupCause: record.hangupCause,
    sipCode: record.sipCode,
    legs: record.legs.map(legOf),
    endReason: record.endReason,
    late: true,
  };
}

function legOf({ id, endpoint, role, startedAt, answeredAt, endedAt, cause, sipCode }: RecordedLeg): Leg {
  return { id, endpoint, role, state: 'ended', sipCallId: null, startedAt, answeredAt, endedAt, cause, sipCode };
}
