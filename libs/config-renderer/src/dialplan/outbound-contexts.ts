import {
  type AreaCallerId,
  areaCallerIdsSchema,
  type CallerIdPolicy,
  dialPatternSchema,
  emergencyNumberSchema,
  extensionGroupsSchema,
  type FailoverClass,
  failoverClassSchema,
  failoverSchema,
  type Gateway,
  gatewaysSchema,
} from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotOutboundRoute, SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { dialled, limit, ourName } from '../conf/names.js';
import { type CostOrder, costOrder } from './least-cost.js';
import { writtenAs } from './numbering-contexts.js';

/** One pattern of one outbound route, as a context of the dialplan. */
export interface OutboundContext {
  name: string;
  route: Pick<SnapshotOutboundRoute, 'id' | 'ref' | 'name'>;
  match: string;
  strip: number;
  prepend: string;
  trunks: TrunkCall[];
  /** How the trunks are compared, null where they are asked in their order. */
  cost: CostOrder | null;
  emergency: boolean;
  allowedGroups: string[];
  asksPin: boolean;
  callerId: string | null;
  areaCallerIds: AreaCallerId[];
}

/**
 * One trunk of a route; with its number, null where it has none, when that is shown, the calls that it may have at a time,
 * null without a limit, and the ways to end after which another gateway or trunk is asked.
 */
export interface TrunkCall {
  ref: string;
  callerId: string | null;
  callerIdPolicy: CallerIdPolicy;
  /** The context that rewrites numbers for it, null where they stay. */
  written: string | null;
  maxCalls: number | null;
  /** Calls that begin within a second at most. */
  maxCallsPerSecond: number | null;
  gateways: Gateway[];
  failoverOn: FailoverClass[];
}

/** The contexts of all routes in the order in which they are tried. Patterns are checked again: they become dialplan. */
export function outboundContexts(snapshot: PbxSnapshot): OutboundContext[] {
  const byRef = new Map(snapshot.trunks.map((trunk) => [trunk.ref, trunk]));
  return snapshot.outboundRoutes.flatMap(({ id, name, ...route }, position) => {
    const ref = ourName('route', route.ref);
    const asked = route.trunkRefs.flatMap((trunkRef) => byRef.get(ourName('trunk', trunkRef)) ?? []);
    const trunks = asked.map((trunk) => trunkCall(trunk, route));
    const cost = costOrder(route, asked, snapshot);
    const policy = policyOf(ref, route);
    return route.patterns.map((pattern, index) => {
      const checked = dialPatternSchema.safeParse(pattern);
      if (!checked.success) throw new ConfRefusedError(`route ${ref}`, 'has a pattern that is no dial pattern');
      if (policy.emergency && !emergencyNumberSchema.safeParse(pattern.match).success)
        throw new ConfRefusedError(`route ${ref}`, 'has an emergency number that is none');
      return {
        ...checked.data,
        name: `tl-out-${position + 1}-${ref}-${index + 1}`,
        route: { id, ref, name },
        trunks,
        cost,
        ...policy,
      };
    });
  });
}

/** Who may call over a route and what is shown, checked again: it becomes dialplan. */
function policyOf(ref: string, route: Omit<SnapshotOutboundRoute, 'id' | 'name'>) {
  const groups = extensionGroupsSchema.safeParse(route.allowedGroups);
  const areas = areaCallerIdsSchema.safeParse(route.areaCallerIds);
  if (!groups.success) throw new ConfRefusedError(`route ${ref}`, 'names a group that is none');
  if (!areas.success) throw new ConfRefusedError(`route ${ref}`, 'has a number shown by area that is none');
  return {
    emergency: route.emergency,
    allowedGroups: groups.data,
    asksPin: route.pinSecret !== null,
    callerId: route.callerId === null ? null : dialled('caller id', route.callerId),
    areaCallerIds: areas.data,
  };
}

/**
 * What is asked of a trunk. A route may say itself when the next one is asked; an emergency call goes on after every
 * answer, and past the trunk's limit. All of it is checked: it becomes dialplan.
 */
export function trunkCall(
  trunk: SnapshotTrunk,
  route: Pick<SnapshotOutboundRoute, 'failoverOn' | 'emergency'>,
): TrunkCall {
  const gateways = gatewaysSchema.safeParse(trunk.gateways);
  const classes = failoverSchema.safeParse(
    route.emergency ? failoverClassSchema.options : (route.failoverOn ?? trunk.failoverOn),
  );
  const ref = ourName('trunk', trunk.ref);
  if (!gateways.success) throw new ConfRefusedError(`trunk ${ref}`, 'has a gateway that is none');
  if (!classes.success) throw new ConfRefusedError(`trunk ${ref}`, 'names a way to end that there is not');
  return {
    ref,
    maxCalls: trunk.maxCalls === null || route.emergency ? null : limit(trunk.maxCalls),
    maxCallsPerSecond: trunk.maxCallsPerSecond === null || route.emergency ? null : limit(trunk.maxCallsPerSecond),
    callerId: trunk.callerId === null ? null : dialled('caller id', trunk.callerId),
    callerIdPolicy: trunk.callerIdPolicy,
    written: writtenAs(trunk),
    gateways: gateways.data,
    failoverOn: classes.data,
  };
}

/** Milliseconds between the beginnings of two calls. */
export const paceOf = (callsPerSecond: number): number => Math.ceil(1000 / callsPerSecond);
