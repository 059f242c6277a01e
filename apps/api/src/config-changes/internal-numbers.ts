import { DomainError } from '@trunkline/domain';
import { ExtensionEntity, RingGroupEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

/** Who has a number that extensions dial. */
export interface NumberHolder {
  kind: 'extension' | 'ring_group';
  name: string;
}

/** The extension or ring group other than `id` that has an internal number; null when it is free. */
export async function holderOfNumber(
  manager: EntityManager,
  number: string | null,
  id?: string,
): Promise<NumberHolder | null> {
  if (number === null) return null;
  const extension = await manager.findOneBy(ExtensionEntity, { number });
  if (extension && extension.id !== id) return { kind: 'extension', name: `${number} ${extension.name}` };
  const group = await manager.findOneBy(RingGroupEntity, { number });
  return group && group.id !== id ? { kind: 'ring_group', name: group.name } : null;
}

/** Refuses an internal number that is another's. @throws DomainError conflict at `/number`, naming who has it. */
export async function refuseTakenNumber(
  manager: EntityManager,
  kind: NumberHolder['kind'],
  { number, id }: { number: string | null; id?: string },
): Promise<void> {
  const holder = await holderOfNumber(manager, number, id);
  if (!holder) return;
  throw new DomainError('conflict', told(kind, holder), [{ pointer: '/number', message: 'is taken' }]);
}

function told(kind: NumberHolder['kind'], holder: NumberHolder): string {
  if (holder.kind === 'extension')
    return kind === 'extension'
      ? `Another extension has this number: ${holder.name}.`
      : `An extension has this number: ${holder.name}.`;
  return kind === 'ring_group'
    ? `Another ring group has this number: ${holder.name}.`
    : `A ring group has this number: ${holder.name}.`;
}
