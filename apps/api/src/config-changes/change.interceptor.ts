import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { requestTransaction } from '../database/request-transaction.js';
import type { Changed } from './changed.js';
import { etagOf, underIfMatch } from './if-match.js';
import { RevisionWait } from './revision-wait.js';

/**
 * Makes a change under the `If-Match` of its request, and answers with its revision in the headers, the `ETag` of
 * what is changed, `Location` of what is new; waits for Asterisk if asked to.
 */
@Injectable()
export class ChangeInterceptor implements NestInterceptor<Changed<unknown>, unknown> {
  constructor(private readonly wait: RevisionWait) {}

  intercept(context: ExecutionContext, next: CallHandler<Changed<unknown>>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return from(this.change(request, response, next));
  }

  private async change(request: Request, response: Response, next: CallHandler<Changed<unknown>>): Promise<unknown> {
    const { body, revision, location } = await underIfMatch(request.header('if-match'), () =>
      lastValueFrom(next.handle()),
    );
    response.setHeader('Trunkline-Revision', String(revision));
    if (request.method !== 'DELETE') response.setHeader('ETag', etagOf(revision));
    if (location) response.setHeader('Location', location);
    // In a transaction of the request the agent does not see the change yet; who opened it waits.
    if (!requestTransaction()) await this.wait.answer(request, response);
    return body;
  }
}
