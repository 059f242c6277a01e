import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { etagOf, underIfMatch } from '../config-changes/if-match.js';

/**
 * Runs a request under its `If-Match` and answers with the `version` of a webhook as `ETag`. A read is always answered
 * whole: how a webhook fares changes without a version.
 */
@Injectable()
export class VersionInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return from(this.answer(context, next));
  }

  private async answer(context: ExecutionContext, next: CallHandler<unknown>): Promise<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const ifMatch = request.method === 'GET' ? undefined : request.header('if-match');
    const body = await underIfMatch(ifMatch, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
    const { version, id } = (body ?? {}) as { version?: number; id?: string };
    if (version === undefined) return body;
    response.setHeader('ETag', etagOf(version));
    if (response.statusCode === 201) response.setHeader('Location', `/api/v1/webhooks/${id}`);
    return body;
  }
}
