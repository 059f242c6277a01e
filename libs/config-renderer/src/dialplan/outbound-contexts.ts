import { dialPatternSchema } from '@trunkline/contracts';
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

/** One trunk of a route; with the number shown there and the calls that it may have at a time, null where it has none. */
export interface TrunkCall {
  ref: string;
  callerId: string | null;
  maxCalls: number | null;
}

/** The contexts of all routes in the order in which they are tried. Patterns are checked again: they become dialplan. */
export function outboundContexts(snapshot: PbxSnapshot): OutboundContext[] {
  const byRef = new Map(snapshot.trunks.map((trunk) => [trunk.ref, trunk]));
  return snapshot.outboundRoutes.flatMap(({ id, name, ...route }, position) => {
    const ref = ourName('route', route.ref);
    const trunks = route.trunkRefs.map((trunkRef) => trunkCall(trunkRef, byRef.get(trunkRef)));
    return route.patterns.map((pattern, index) => {
      const checked = dialPatternSchema.safeParse(pattern);
      if (!checked.success) throw new ConfRefusedError(`route ${ref}`, 'has a pattern that is no dial pattern');
      return { ...checked.data, name: `tl-out-${position + 1}-${ref}-${index + 1}`, route: { id, ref, name }, trunks };
    });
  });
}

function trunkCall(ref: string, trunk: SnapshotTrunk | undefined): TrunkCall {
  return {
    ref: ourName('trunk', ref),
    maxCalls: trunk?.maxCalls == null ? null : limit(trunk.maxCalls),
    callerId: trunk?.callerId == null ? null : dialled('caller id', trunk.callerId),
  };
}
