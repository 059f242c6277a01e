import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { User } from '@trunkline/contracts';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable, tap } from 'rxjs';
import { ifMatch } from '../config-changes/changes.decorator.js';
import { underIfMatch } from '../config-changes/if-match.js';
import { Versioned } from '../http/known-request.interceptor.js';

/** The `ETag` of a user: users are no configuration and have no revision, so it is made of what is shown. */
export function etagOfUser({ username, role, enabled, createdAt }: User): string {
  const shown = JSON.stringify([username, role, enabled, createdAt]);
  return `"${createHash('sha256').update(shown).digest('base64url').slice(0, 16)}"`;
}

@Injectable()
class UserVersionInterceptor implements NestInterceptor<User | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<User | undefined>): Observable<User | undefined> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const work = underIfMatch(request.header('if-match'), () =>
      lastValueFrom(next.handle(), { defaultValue: undefined }),
    );
    return from(work).pipe(
      tap((user) => {
        if (user !== undefined) response.setHeader('ETag', etagOfUser(user));
      }),
    );
  }
}

/** A route that shows or changes one user: it answers with an `ETag`, and looks at `If-Match` when it changes. */
export function UserVersion({ changes }: { changes: boolean }): MethodDecorator {
  return applyDecorators(
    UseInterceptors(UserVersionInterceptor),
    ...(changes ? [Versioned(), ApiHeader(ifMatch)] : []),
  );
}
