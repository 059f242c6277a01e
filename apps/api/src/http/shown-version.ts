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
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable, tap } from 'rxjs';
import { ifMatch } from '../config-changes/changes.decorator.js';
import { underIfMatch } from '../config-changes/if-match.js';
import { Versioned } from './known-request.interceptor.js';

/** The `ETag` of what has neither a revision nor a version of its own: it is made of what is shown. */
export function etagOfShown(body: object): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16)}"`;
}

@Injectable()
class ShownVersionInterceptor implements NestInterceptor<object | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<object | undefined>): Observable<object | undefined> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const work = underIfMatch(request.header('if-match'), () =>
      lastValueFrom(next.handle(), { defaultValue: undefined }),
    );
    return from(work).pipe(
      tap((body) => {
        if (body !== undefined) response.setHeader('ETag', etagOfShown(body));
      }),
    );
  }
}

/** A route that shows or changes one such thing: it answers with an `ETag`, and looks at `If-Match` when it changes. */
export function ShownVersion({ changes }: { changes: boolean }): MethodDecorator {
  return applyDecorators(
    UseInterceptors(ShownVersionInterceptor),
    ...(changes ? [Versioned(), ApiHeader(ifMatch)] : []),
  );
}
