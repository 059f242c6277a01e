import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Drift } from '@trunkline/contracts';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { etagOf, isListed } from './if-match.js';

type Read = { revision: number; drift: Drift | null };

/** What is read is more than what is configured: it changes without a revision. */
export const showsState = (fields: object): boolean => 'state' in fields || 'restartRequired' in fields;

/**
 * Answers the reading of a configured resource with its `ETag`, and 304 to who has it already. What shows a state of
 * Asterisk changes without a revision, so it is always sent.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor<Read, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<Read>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((body) => {
        const etag = etagOf(body.revision, body.drift !== null);
        response.setHeader('ETag', etag);
        const known = request.header('if-none-match');
        if (showsState(body)) {
          // Express would answer 304 by itself.
          delete request.headers['if-none-match'];
          return body;
        }
        if (known === undefined || !isListed(known.replaceAll('W/', ''), etag)) return body;
        response.status(304);
        return undefined;
      }),
    );
  }
}
