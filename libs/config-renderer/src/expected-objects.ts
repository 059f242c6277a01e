import type { PbxSnapshot } from '@trunkline/domain';

/** What Asterisk must know after it read a revision: names of endpoints, and of our registrations among them. */
export interface ExpectedObjects {
  endpoints: string[];
  registrations: string[];
}

/** Names of the objects that a snapshot becomes. */
export function expectedObjects(snapshot: PbxSnapshot): ExpectedObjects {
  return {
    endpoints: [...snapshot.trunks.map((t) => t.ref), ...snapshot.extensions.map((e) => e.sipUsername)],
    registrations: snapshot.trunks.filter((t) => t.auth === 'register').map((t) => t.ref),
  };
}
