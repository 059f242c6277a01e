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
    from: {
      number: record.from,
      e164: record.fromE164,
      name: record.fromName,
      extensionId: caller?.extensionId ?? null,
    },
    to: { number: record.to, e164: record.toE164, name: null, extensionId: callee?.extensionId ?? null },
    trunkId,
    trunkName: record.trunkName,
    routeId,
    routeName: null,
    numberId: null,
    extensionIds: record.extensionIds,
    startedAt,
    answeredAt,
    endedAt,
    hangupCause: record.hangupCause,
    sipCode: record.sipCode,
    legs: record.legs.map(legOf),
    endReason: record.endReason,
    mergedInto: null,
    late: true,
  };
}

function legOf(leg: RecordedLeg): Leg {
  const { id, endpoint, role, extensionId, trunkId, startedAt, answeredAt, endedAt, cause, sipCode } = leg;
  const facts = { id, endpoint, name: null, extensionId, trunkId, role, sipCallId: null };
  return { ...facts, state: 'ended', startedAt, answeredAt, endedAt, cause, sipCode };
}
