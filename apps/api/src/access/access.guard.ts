import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { type Credential, Credentials, credentialIn } from './credentials.js';
import { anyCredentialRoutes, personalRoutes, publicRoutes } from './public-routes.js';
import { type AuthenticatedRequest, REQUIRED_PERMISSION } from './requires.decorator.js';
import { sameOrigin } from './same-origin.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets a request through when its route is public, or its sender is known and has the permission the route names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${request.route.path}`;
    if (publicRoutes.has(route)) return true;
    const credential = credentialIn(request.headers);
    if (!credential)
      throw new DomainError('unauthenticated', 'Send a session cookie or `Authorization: Bearer <API key>`.');
    refuseForeignPage(request, credential);
    const holder = await this.credentials.holder(credential);
    if (!holder) throw new DomainError('unauthenticated', 'This credential is not valid, or not any more.');
    const { principal } = holder;
    request.principal = principal;
    request.sessionId = holder.sessionId;
    if (anyCredentialRoutes.has(route)) return true;
    if (personalRoutes.has(route)) {
      if (principal.kind === 'user') return true;
      throw new DomainError('forbidden', 'This is for users only. An API key belongs to none: log in as a user.');
    }
    const required = this.reflector.get<Permission[] | undefined>(REQUIRED_PERMISSION, context.getHandler()) ?? [];
    if (required.some((permission) => principal.permissions.includes(permission))) return true;
    const needed = `This needs the permission ${required.join(' or ')}.`;
    throw new DomainError('forbidden', required.length > 0 ? needed : 'This is open to nobody.');
  }
}

/** A cookie is sent by any page that asks: what changes something must come from a page of ours (CSRF). */
function refuseForeignPage(request: AuthenticatedRequest, credential: Credential): void {
  if (credential.kind !== 'session' || safeMethods.has(request.method)) return;
  if (sameOrigin(request.headers) === true) return;
  throw new DomainError('forbidden', 'With a session cookie, a change needs an Origin header that is this host.');
}
