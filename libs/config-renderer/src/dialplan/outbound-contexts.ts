import { dialPatternSchema } from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { dialled, limit, ourName } from '../conf/names.js';

/** One pattern of one outbound route, as a context of the dialplan. */
export interface OutboundContext {
  name: string;
  match: string;
  strip: number;
  prepend: string;
  routeRef: string;
  /** What tl-trunk is called with for each trunk: its name, its limit of calls and its caller id, where it has them. */
  trunks: string[];
}

/** The contexts of all routes in the order in which they are tried. Patterns are checked again: they become dialplan. */
export function outboundContexts(snapshot: PbxSnapshot): OutboundContext[] {
  const byRef = new Map(snapshot.trunks.map((trunk) => [trunk.ref, trunk]));
  return snapshot.outboundRoutes.flatMap((route, position) => {
    const routeRef = ourName('route', route.ref);
    const trunks = route.trunkRefs.map((ref) => trunkArguments(ref, byRef.get(ref)));
    return route.patterns.map((pattern, index) => {
      const checked = dialPatternSchema.safeParse(pattern);
      if (!checked.success) throw new ConfRefusedError(`route ${routeRef}`, 'has a pattern that is no dial pattern');
      return { ...checked.data, name: `tl-out-${position + 1}-${routeRef}-${index + 1}`, routeRef, trunks };
    });
  });
}

function trunkArguments(ref: string, trunk: SnapshotTrunk | undefined): string {
  const maxCalls = trunk?.maxCalls == null ? '' : String(limit(trunk.maxCalls));
  const callerId = trunk?.callerId == null ? '' : dialled('caller id', trunk.callerId);
  return `${ourName('trunk', ref)},${maxCalls},${callerId}`.replace(/,+$/, '');
}
