import { randomUUID } from 'node:crypto';
import type { Call, CallRecord, Component, NewLiveEvent, NodeStatus } from '@trunkline/contracts';

/** A call that rings, with `change` applied. */
export function aCall(change: Partial<Call> = {}): Call {
  const nobody = { number: null, e164: null, name: null, extensionId: null };
  return {
    id: randomUUID(),
    node: 'node-1',
    linkedid: `pbx-${randomUUID()}`,
    state: 'ringing',
    direction: 'inbound',
    from: { ...nobody, number: '+15550109999' },
    to: { ...nobody, number: '+15550200001' },
    trunkId: null,
    trunkName: null,
    routeId: null,
    routeName: null,
    numberId: null,
    extensionIds: [],
    startedAt: new Date().toISOString(),
    answeredAt: null,
    endedAt: null,
    endReason: null,
    mergedInto: null,
    hangupCause: null,
    sipCode: null,
    legs: [],
    ...change,
  };
}

/** An event of a call, as an agent appends it. */
export function aCallEvent(
  type: 'call.started' | 'call.updated' | 'call.ended' | 'call.merged',
  data: Call,
): NewLiveEvent {
  return { type, id: randomUUID(), at: new Date().toISOString(), data };
}

/** A record of an answered call, with `change` applied. */
export function aCallRecord(change: Partial<CallRecord> = {}): CallRecord {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();
  return {
    id: randomUUID(),
    node: 'node-1',
    linkedid: `pbx-${randomUUID()}`,
    direction: 'outbound',
    from: '1001',
    fromE164: null,
    fromName: 'Ada',
    to: '+15550100001',
    toE164: '+15550100001',
    trunkId: null,
    trunkName: null,
    routeId: null,
    extensionIds: [],
    voicemailExtensionId: null,
    startedAt: at(0),
    answeredAt: at(3),
    endedAt: at(13),
    durationSeconds: 13,
    billedSeconds: 10,
    disposition: 'answered',
    endReason: 'hangup',
    hangupCause: 16,
    hangupCauseText: 'Normal clearing',
    sipCode: null,
    sipCodeText: null,
    attempts: [],
    legs: [],
    sipCallIds: [],
    supersededBy: null,
    ...change,
  };
}

const up: Component = { status: 'up', detail: null, since: null };

const installed = { sipAddress: '192.0.2.5', sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 };

/** What a node says when all is well. */
export function aNodeStatus(change: Partial<NodeStatus> = {}): NodeStatus {
  return {
    asterisk: up,
    records: up,
    asteriskVersion: '22.10.1',
    installed,
    runningSipPort: 5060,
    restart: null,
    ...change,
  };
}
