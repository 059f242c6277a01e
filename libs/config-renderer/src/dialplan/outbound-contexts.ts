import { dialPatternSchema } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ourName } from '../conf/names.js';

/** One pattern of one outbound route, as a context of the dialplan. */
export interface OutboundContext {
  name: string;
  match: string;
  strip: number;
  prepend: string;
  routeRef: string;
  trunkRefs: string[];
}

/** The contexts of all routes in the order in which they are tried. Patterns are checked again: they become dialplan. */
export function outboundContexts(snapshot: PbxSnapshot): OutboundContext[] {
  return snapshot.outboundRoutes.flatMap((route, position) => {
    const routeRef = ourName('route', route.ref);
    const trunkRefs = route.trunkRefs.map((ref) => ourName('trunk', ref));
    return route.patterns.map((pattern, index) => {
      const checked = dialPatternSchema.safeParse(pattern);
      if (!checked.success) throw new ConfRefusedError(`route ${routeRef}`, 'has a pattern that is no dial pattern');
      return { ...checked.data, name: `tl-out-${position + 1}-${routeRef}-${index + 1}`, routeRef, trunkRefs };
    });
  });
}
