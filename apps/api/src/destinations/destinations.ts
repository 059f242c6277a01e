import { type Destination, type DestinationPatch, destinationSchema, mayHaveFallback } from '@trunkline/contracts';
import { destinationLinks } from '@trunkline/domain';
import { AnnouncementEntity, ExtensionEntity, OutboundRouteEntity, RingGroupEntity } from '@trunkline/persistence';
import type { Link } from '../config-changes/restore.js';
import type { EntityManager } from '../database/types.js';
import { checked, invalid } from '../http/contract.pipe.js';

const entities = {
  extension: ExtensionEntity,
  ring_group: RingGroupEntity,
  announcement: AnnouncementEntity,
  outbound_route: OutboundRouteEntity,
};
const missing = {
  extension: 'is not the id of an extension',
  ring_group: 'is not the id of a ring group',
  announcement: 'is not the id of an announcement',
  outbound_route: 'is not the id of an outbound route',
};

/** @throws DomainError validation_failed at the field below `pointer` that is the id of nothing. */
export async function assertReachable(
  manager: EntityManager,
  pointer: string,
  destination: Destination | null,
): Promise<void> {
  for (const { field, kind, id, mailbox } of destinationLinks(destination)) {
    if (!(await manager.createQueryBuilder(entities[kind], 'row').where('row.id = :id', { id }).getExists()))
      throw invalid([{ pointer: `${pointer}/${field}`, message: missing[kind] }]);
    if (mailbox) await assertHasMailbox(manager, `${pointer}/${field}`, id);
  }
}

/** @throws DomainError validation_failed, naming the extension that has no mailbox. */
async function assertHasMailbox(manager: EntityManager, pointer: string, id: string): Promise<void> {
  const { number, name, voicemailEnabled } = await manager.findOneByOrFail(ExtensionEntity, { id });
  if (!voicemailEnabled) throw invalid([{ pointer, message: `is ${number} ${name}, which has no mailbox` }]);
}

/**
 * The destination at `pointer` after a merge patch: another type replaces it, else what is named changes.
 * @throws DomainError validation_failed when both together are no whole destination.
 */
export function mergedDestination(
  before: Destination | null,
  patch: DestinationPatch | null,
  pointer: string,
): Destination | null {
  if (patch === null) return null;
  const type = patch.type ?? before?.type;
  if (type === undefined) throw invalid([{ pointer: `${pointer}/type`, message: 'is required' }]);
  return checked(destinationSchema, { ...(type === before?.type ? before : {}), ...patch, type }, pointer);
}

/** Where calls are led, and where those go that cannot reach it. */
interface Led {
  destination: Destination | null;
  fallback: Destination | null;
}

/** Merges both of them, where the patch names them. @throws DomainError validation_failed, as `mergedDestination`. */
export function mergeLed(
  led: Led,
  patch: { destination?: DestinationPatch | null | undefined; fallback?: DestinationPatch | null | undefined },
): void {
  for (const field of ['destination', 'fallback'] as const) {
    const change = patch[field];
    if (change !== undefined) led[field] = mergedDestination(led[field], change, `/${field}`);
  }
}

/** @throws DomainError validation_failed at what leads to nothing, and at a fallback that no call would ever come to. */
export async function assertLed(manager: EntityManager, { destination, fallback }: Led): Promise<void> {
  await assertReachable(manager, '/destination', destination);
  await assertReachable(manager, '/fallback', fallback);
  if (fallback !== null && !mayHaveFallback(destination?.type ?? null))
    throw invalid([{ pointer: '/fallback', message: 'must be null without a destination that calls can be led to' }]);
}

/** What both of them lead to, for a resource that is restored. */
export const linksOfLed = ({ destination, fallback }: Led): Link[] => [
  ...linksOf('/destination', destination),
  ...linksOf('/fallback', fallback),
];

/** What a destination at `pointer` leads to, for a resource that is restored. */
export function linksOf(pointer: string, destination: Destination | null): Link[] {
  return destinationLinks(destination).map(({ field, ...link }) => ({ pointer: `${pointer}/${field}`, ...link }));
}
