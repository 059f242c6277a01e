import { useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '@trunkline/contracts';
import { sessionQuery } from '../api/session';

/** Who is logged in. Below the shell there always is somebody; `null` only while the page leaves for the login. */
export function usePrincipal() {
  return useSuspenseQuery(sessionQuery).data;
}

const none: readonly Permission[] = [];

/** What the one who is logged in may do. */
export function usePermissions(): readonly Permission[] {
  return usePrincipal()?.permissions ?? none;
}

/** Whether the one who is logged in may do this. The API decides; this only keeps the page from offering it. */
export function useCan(permission: Permission): boolean {
  return usePermissions().includes(permission);
}
