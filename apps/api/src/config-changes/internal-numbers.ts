import { DomainError } from '@trunkline/domain';
import { ExtensionEntity, OutboundRouteEntity, RingGroupEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

/** Who has a number that extensions dial; an emergency number is had by its outbound route. */
export interface NumberHolder {
  kind: 'extension' | 'ring_group' | 'emergency';
  name: string;
}

/** The extension or ring group other than `id` that has an internal number, or the emergency number that it is; null when it is free. */
export async function holderOfNumber(
  manager: EntityManager,
  number: string | null,
  id?: string,
): Promise<NumberHolder | null> {
  if (number === null) return null;
  const extension = await manager.findOneBy(ExtensionEntity, { number });
  if (extension && extension.id !== id) return { kind: 'extension', name: `${number} ${extension.name}` };
  const group = await manager.findOneBy(RingGroupEntity, { number });
  if (group && group.id !== id) return { kind: 'ring_group', name: group.name };
  const route = await manager
    .createQueryBuilder(OutboundRouteEntity, 'route')
    .where('route.emergency AND route.patterns @> :pattern::jsonb', { pattern: JSON.stringify([{ match: number }]) })
    .getOne();
  return route && { kind: 'emergency', name: route.name };
}

/**
 * Refuses an internal number that is another's, and an emergency number that somebody has.
 * @throws DomainError conflict at `pointer`, naming who has it.
 */
export async function refuseTakenNumber(
  manager: EntityManager,
  kind: NumberHolder['kind'],
  { number, id }: { number: string | null; id?: string },
  pointer = '/number',
): Promise<void> {
  const holder = await holderOfNumber(manager, number, id);
  // Several routes may have one emergency number: the first of them counts.
  if (!holder || (kind === 'emergency' && holder.kind === 'emergency')) return;
  throw new DomainError('conflict', told(kind, holder), [{ pointer, message: 'is taken' }]);
}

function told(kind: NumberHolder['kind'], holder: NumberHolder): string {
  switch (holder.kind) {
    case 'emergency':
      return `It is an emergency number, of the outbound route ${holder.name}.`;
    case 'extension':
      return kind === 'extension'
        ? `Another extension has this number: ${holder.name}.`
        : `An extension has this number: ${holder.name}.`;
    case 'ring_group':
      return kind === 'ring_group'
        ? `Another ring group has this number: ${holder.name}.`
        : `A ring group has this number: ${holder.name}.`;
  }
}
