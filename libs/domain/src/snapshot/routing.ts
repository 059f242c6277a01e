import type { DialPattern } from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotInboundRoute } from './pbx-snapshot.js';

/** Something that is switched off, and so is not in the snapshot. */
export interface Disabled {
  id: string;
  name: string;
}

/** Everything that decides where a call goes: what Asterisk has, and what it would have if it were not disabled. */
export interface Routing {
  snapshot: PbxSnapshot;
  disabled: {
    extensions: (Disabled & { number: string })[];
    numbers: (Disabled & { number: string })[];
    /** In the order of their positions. */
    routes: (Disabled & { patterns: DialPattern[] })[];
    trunks: Disabled[];
    /** In the order of their positions. */
    inboundRoutes: (Disabled & Pick<SnapshotInboundRoute, 'numbers'>)[];
    ringGroups: (Disabled & { number: string | null })[];
    announcements: Disabled[];
  };
  /** The trunks of each route by its id, disabled ones too, in the order in which they are tried. */
  trunkIds: ReadonlyMap<string, readonly string[]>;
  /** Gateways that calls go past now, as `<id of the trunk> <host:port>`; without an address the trunk, which has none. */
  passedOver: ReadonlySet<string>;
}
