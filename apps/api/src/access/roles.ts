import type { Permission, Role } from '@trunkline/contracts';

/** What each role may do. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  administrator: ['config:read', 'config:write', 'calls:read', 'calls:control', 'records:read', 'access:manage'],
  operator: ['config:read', 'calls:read', 'calls:control', 'records:read'],
  viewer: ['config:read', 'calls:read', 'records:read'],
};
