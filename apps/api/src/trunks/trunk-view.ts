import { type Drift, sipOptionsOf, type Trunk, type TrunkState } from '@trunkline/contracts';
import type { TrunkEntity } from '@trunkline/persistence';
import { storedFields } from '../config-changes/resource.js';

const nothing = { reason: null, since: null, code: null, advice: null, sipCode: null, nextRetryAt: null };
const unknown: TrunkState = { status: 'unknown', ...nothing };

/** A trunk as it is read: never its password. */
export function trunkView(trunk: TrunkEntity, state?: TrunkState, drift?: Drift): Trunk {
  const { ref, name, host, port, transport, auth, username, codecs, gateways, failoverOn, enabled } = trunk;
  const { fromUser, fromDomain, callerId, callerIdPolicy, numbering, maxCalls, mediaEncryption, verifyServer } = trunk;
  const { sourceAddresses, identifyHeader, alarmOn, breaker, rates, maxCallsPerSecond } = trunk;
  return {
    ...storedFields(trunk),
    ...{ ref, name, host, port, transport, auth, username, codecs, fromUser, fromDomain, callerId, maxCalls },
    ...{ maxCallsPerSecond, callerIdPolicy, numbering, mediaEncryption, verifyServer, gateways, failoverOn },
    ...{ sourceAddresses, identifyHeader, alarmOn, breaker, enabled },
    ...sipOptionsOf(trunk),
    drift: drift ?? null,
    inboundCredentials: trunk.inboundCredentials.map(({ username }) => ({ username })),
    rates: rates && { currency: rates.currency, count: rates.count },
    hasPassword: trunk.passwordSealed !== null,
    state: enabled ? { ...unknown, ...state } : { status: 'disabled', ...nothing },
  };
}
