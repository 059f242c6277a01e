import { DomainError } from '@trunkline/domain';
import { UserEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

/** The stored user. @throws DomainError not_found. */
export async function findUser(manager: EntityManager, id: string): Promise<UserEntity> {
  const user = await manager.findOneBy(UserEntity, { id });
  if (!user) throw new DomainError('not_found', 'There is no such user.');
  return user;
}

/** @throws DomainError conflict when somebody else has the name. */
export async function refuseTakenName(manager: EntityManager, user: { id: string; username: string }): Promise<void> {
  const other = await manager.findOneBy(UserEntity, { username: user.username });
  if (!other || other.id === user.id) return;
  throw new DomainError('conflict', 'Another user has this name.', [{ pointer: '/username', message: 'is taken' }]);
}

/** Somebody has to be able to let others in. @throws DomainError conflict when this change would leave nobody. */
export async function refuseWithoutAdministrator(
  manager: EntityManager,
  before: UserEntity,
  after: UserEntity | null,
): Promise<void> {
  if (!isAdministrator(before) || (after && isAdministrator(after))) return;
  if (await manager.existsBy(UserEntity, { role: 'administrator', enabled: true })) return;
  throw new DomainError('conflict', 'This is the last administrator: make another one first.');
}

const isAdministrator = ({ role, enabled }: UserEntity): boolean => role === 'administrator' && enabled;
