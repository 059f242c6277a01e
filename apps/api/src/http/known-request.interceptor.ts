import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@trunkline/domain';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { invalid } from './contract.pipe.js';

const VERSIONED = 'trunkline:versioned';
const conditional = new Set(['PUT', 'PATCH', 'DELETE']);
const empty = {};

/** The route looks at `If-Match` itself: what it changes has an `ETag`. */
export const Versioned = (): MethodDecorator => SetMetadata(VERSIONED, true);

/**
 * Refuses what a route would pass over in silence: a query or a body where it takes none, and an `If-Match` on what
 * has no version. What a route does take, its contracts check.
 */
@Injectable()
export class KnownRequestInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const takes = taken(context);
    if (!takes(RouteParamtypes.QUERY)) refuse(Object.keys(request.query).map((name) => `?${name}`));
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    if (hasBody && !takes(RouteParamtypes.BODY))
      refuse(Object.keys(request.body ?? empty).map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
    const ifMatch = request.header('if-match');
    const versioned = this.reflector.get<boolean | undefined>(VERSIONED, context.getHandler());
    if (ifMatch !== undefined && ifMatch.trim() !== '*' && conditional.has(request.method) && !versioned)
      throw new DomainError('precondition_failed', 'This has no version, so no `If-Match` but `*` fits it.');
    return next.handle();
  }
}

function refuse(pointers: readonly string[]): void {
  if (pointers.length > 0) throw invalid(pointers.map((pointer) => ({ pointer, message: 'is not known' })));
}

/** Whether the handler has a parameter of this kind. */
function taken(context: ExecutionContext): (kind: RouteParamtypes) => boolean {
  const found: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  const kinds = Object.keys(found ?? empty).map((key) => Number(key.split(':')[0]));
  return (kind) => kinds.includes(kind);
}
