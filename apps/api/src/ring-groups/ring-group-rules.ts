import type { FieldError } from '@trunkline/contracts';
import { groupWaypoint } from '@trunkline/domain';
import { ExtensionEntity, RingGroupEntity } from '@trunkline/persistence';
import { refuseTakenNumber } from '../config-changes/internal-numbers.js';
import { type Resource, refuseDuplicate } from '../config-changes/resource.js';
import type { EntityManager } from '../database/types.js';
import { assertNoLoop } from '../destinations/destination-loops.js';
import { assertReachable } from '../destinations/destinations.js';
import { invalid } from '../http/contract.pipe.js';

export const ringGroups: Resource<RingGroupEntity> = {
  kind: 'ring_group',
  entity: RingGroupEntity,
  path: 'ring-groups',
  nameOf: ({ name }) => name,
};

type Fields = Pick<RingGroupEntity, 'name' | 'number' | 'members' | 'noAnswer'> & { id?: string };

/**
 * What has to hold for a ring group that is stored. @throws DomainError validation_failed or conflict, at the field that
 * does not fit.
 */
export async function assertRingGroup(manager: EntityManager, group: Fields): Promise<void> {
  await assertMembersExist(manager, group.members);
  await assertReachable(manager, '/noAnswer', group.noAnswer);
  // Nothing leads to a group that is not there yet.
  if (group.id !== undefined) await assertNoLoop(manager, groupWaypoint({ ...group, id: group.id }), '/noAnswer');
  await assertOwn(manager, group);
}

/** Name and number are nobody else's. @throws DomainError conflict. */
export async function assertOwn(manager: EntityManager, group: Fields): Promise<void> {
  await refuseDuplicate(manager, ringGroups, 'name', group);
  await refuseTakenNumber(manager, 'ring_group', group);
}

/** @throws DomainError validation_failed at each id that no extension has. */
async function assertMembersExist(manager: EntityManager, members: readonly string[]): Promise<void> {
  const rows = await manager
    .createQueryBuilder(ExtensionEntity, 'row')
    .select('row.id')
    .where('row.id = ANY(:members)', { members })
    .getMany();
  const there = new Set(rows.map(({ id }) => id));
  const errors = members.flatMap((id, index): FieldError[] =>
    there.has(id) ? [] : [{ pointer: `/members/${index}`, message: 'is not the id of an extension' }],
  );
  if (errors.length > 0) throw invalid(errors);
}
