import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Permission, Principal } from '@trunkline/contracts';
import type { Request } from 'express';

/** Metadata key of the permissions of which a route needs one. */
export const REQUIRED_PERMISSION = 'trunkline:permission';

/** The permission a route needs, or several of which one is enough. A route without it, and not in public-routes.ts, answers nobody. */
export const Requires = (...permissions: [Permission, ...Permission[]]) =>
  SetMetadata(REQUIRED_PERMISSION, permissions);

/** A request that passed the guard; a public route has no principal. */
export interface AuthenticatedRequest extends Request {
  principal?: Principal;
  sessionId?: string | null;
}

/** Who is asking: `@Caller() caller: Principal`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('@Caller() on a route that the guard leaves open');
  return principal;
});

/** Id of the session that asks, null for an API key: `@CallerSession() sessionId: string | null`. */
export const CallerSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().sessionId ?? null,
);
