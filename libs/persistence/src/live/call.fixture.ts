import type { Call } from '@trunkline/contracts';
import { newId } from '../ids/new-id.js';

/** A call between two phones that is up. */
export function aCall(id = newId()): Call {
  const party = { number: '1001', e164: null, name: 'Ada', extensionId: null };
  return {
    id,
    node: 'node-1',
    linkedid: `l-${id}`,
    state: 'up',
    direction: 'internal',
    from: party,
    to: party,
    trunkId: null,
    trunkName: null,
    routeId: null,
    routeName: null,
    numberId: null,
    extensionIds: [],
    startedAt: '2026-01-31T12:00:00.000Z',
    answeredAt: null,
    endedAt: null,
    endReason: null,
    mergedInto: null,
    hangupCause: null,
    sipCode: null,
    legs: [],
  };
}
