import type { DeletedKind } from '@trunkline/contracts';

// Not from the contracts: the router is in the first load, and all of zod would come with them.
const kinds: readonly DeletedKind[] = [
  'trunk',
  'extension',
  'number',
  'outbound_route',
  'user',
  'webhook',
  'ring_group',
  'certificate',
  'schedule',
  'inbound_route',
];

/** Which kind the page shows; all when the address names none that there is. */
export function readDeletedSearch({ kind }: Record<string, unknown>): { kind?: DeletedKind | undefined } {
  return { kind: kinds.find((each) => each === kind) };
}
