import {
  dialPatternSchema,
  type FailoverClass,
  failoverSchema,
  type Gateway,
  gatewaysSchema,
} from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotOutboundRoute, SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { dialled, limit, ourName } from '../conf/names.js';

/** One pattern of one outbound route, as a context of the dialplan. */
export interface OutboundContext {
  name: string;
  route: Pick<SnapshotOutboundRoute, 'id' | 'ref' | 'name'>;
  match: string;
  strip: number;
  prepend: string;
  trunks: TrunkCall[];
}

/**
 * One trunk of a route; with the number shown there and the calls that it may have at a time, null where it has none, and
 * the ways to end after which another gateway or trunk is asked.
 */
export interface TrunkCall {
  ref: string;
  callerId: string | null;
  maxCalls: number | null;
  gateways: Gateway[];
  failoverOn: FailoverClass[];
}

/** The contexts of all routes in the order in which they are tried. Patterns are checked again: they become dialplan. */
export function outboundContexts(snapshot: PbxSnapshot): OutboundContext[] {
  const byRef = new Map(snapshot.trunks.map((trunk) => [trunk.ref, trunk]));
  return snapshot.outboundRoutes.flatMap(({ id, name, ...route }, position) => {
    const ref = ourName('route', route.ref);
    const trunks = route.trunkRefs.flatMap((trunkRef) => {
      const trunk = byRef.get(ourName('trunk', trunkRef));
      return trunk ? [trunkCall(trunk, route.failoverOn)] : [];
    });
    return route.patterns.map((pattern, index) => {
      const checked = dialPatternSchema.safeParse(pattern);
      if (!checked.success) throw new ConfRefusedError(`route ${ref}`, 'has a pattern that is no dial pattern');
      return { ...checked.data, name: `tl-out-${position + 1}-${ref}-${index + 1}`, route: { id, ref, name }, trunks };
    });
  });
}

/** What is asked of a trunk. A route may say itself when the next one is asked. All of it is checked: it becomes dialplan. */
export function trunkCall(trunk: SnapshotTrunk, failoverOn: FailoverClass[] | null): TrunkCall {
  const gateways = gatewaysSchema.safeParse(trunk.gateways);
  const classes = failoverSchema.safeParse(failoverOn ?? trunk.failoverOn);
  const ref = ourName('trunk', trunk.ref);
  if (!gateways.success) throw new ConfRefusedError(`trunk ${ref}`, 'has a gateway that is none');
  if (!classes.success) throw new ConfRefusedError(`trunk ${ref}`, 'names a way to end that there is not');
  return {
    ref,
    maxCalls: trunk.maxCalls === null ? null : limit(trunk.maxCalls),
    callerId: trunk.callerId === null ? null : dialled('caller id', trunk.callerId),
    gateways: gateways.data,
    failoverOn: classes.data,
  };
}
