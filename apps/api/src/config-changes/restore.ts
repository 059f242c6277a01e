import { type DeletedKind, type FieldError, restorableHours } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import {
  AnnouncementEntity,
  DeletedResources,
  ExtensionEntity,
  OutboundRouteEntity,
  RingGroupEntity,
  ScheduleEntity,
  TrunkEntity,
} from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

/** A field of a resource that leads to another one. `pointer` is where it stands. */
export interface Link {
  pointer: string;
  kind: 'trunk' | 'extension' | 'ring_group' | 'announcement' | 'outbound_route' | 'schedule';
  id: string;
  /** Whether the extension must have a mailbox. */
  mailbox?: boolean;
}

const linked = {
  trunk: TrunkEntity,
  extension: ExtensionEntity,
  ring_group: RingGroupEntity,
  announcement: AnnouncementEntity,
  outbound_route: OutboundRouteEntity,
  schedule: ScheduleEntity,
} as const;

/**
 * The row of a deleted resource, to be stored again. @throws DomainError not_found when there is none or its time is over,
 * conflict when the resource is not deleted.
 */
export async function findDeleted<E extends { id: string }>(
  manager: EntityManager,
  { kind, entity }: { kind: string; entity: new () => E },
  id: string,
): Promise<Partial<E>> {
  const kept = await DeletedResources.find(manager, kind as DeletedKind, id);
  if (kept) return kept.row as Partial<E>;
  const there = await manager.createQueryBuilder(entity, 'row').where('row.id = :id', { id }).getExists();
  if (there) throw new DomainError('conflict', 'It is not deleted: there is nothing to restore.');
  throw new DomainError(
    'not_found',
    `There is nothing to restore: what is deleted is kept for ${restorableHours} hours.`,
  );
}

/** Refuses to bring back what leads to what is gone by now. @throws DomainError conflict, naming field and resource. */
export async function refuseGone(manager: EntityManager, links: readonly Link[]): Promise<void> {
  const errors: FieldError[] = [];
  const gone: string[] = [];
  for (const { pointer, kind, id, mailbox } of links) {
    if (await manager.createQueryBuilder(linked[kind], 'row').where('row.id = :id', { id }).getExists()) {
      if (!mailbox || (await hasMailbox(manager, id))) continue;
      errors.push({ pointer, message: 'leads to a mailbox that is gone' });
      gone.push('a mailbox that is gone');
      continue;
    }
    const deleted = await DeletedResources.find(manager, kind, id);
    const noun = kind.replace('_', ' ');
    const named = deleted
      ? `${noun} ${deleted.name}, which is deleted: restore it first`
      : `${/^[aeo]/.test(noun) ? 'an' : 'a'} ${noun} that is gone`;
    errors.push({ pointer, message: `leads to ${named}` });
    gone.push(named);
  }
  if (errors.length > 0)
    throw new DomainError('conflict', `It cannot be restored: it leads to ${gone.join('; and to ')}.`, errors);
}

/** Whether an extension has a mailbox that calls can be led to. */
export function hasMailbox(manager: EntityManager, id: string): Promise<boolean> {
  return manager.existsBy(ExtensionEntity, { id, voicemailEnabled: true });
}
