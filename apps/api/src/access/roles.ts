import type { Permission, Principal, Role } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';

/** What each role may do. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  administrator: [
    'config:read',
    'config:write',
    'calls:read',
    'calls:control',
    'records:read',
    'access:manage',
    'webhooks:manage',
  ],
  operator: ['config:read', 'calls:read', 'calls:control', 'records:read'],
  viewer: ['config:read', 'calls:read', 'records:read'],
};

/** A user as the sender of requests. */
export function principalOf({ id, username, role }: { id: string; username: string; role: Role }): Principal {
  return { kind: 'user', id, name: username, permissions: [...permissionsOf[role]] };
}

/** Nobody can give more than he has, nor take over who has more. @throws DomainError forbidden. */
export function refuseBeyond(caller: Principal, permissions: readonly Permission[]): void {
  const beyond = permissions.find((permission) => !caller.permissions.includes(permission));
  if (beyond) throw new DomainError('forbidden', `You cannot give the permission ${beyond}, you do not have it.`);
}
