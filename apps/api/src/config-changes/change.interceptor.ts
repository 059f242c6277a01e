import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { concatMap, type Observable } from 'rxjs';
import type { Changed } from './changed.js';
import { SettledRevisions } from './settled-revisions.js';

const longestWaitMs = 10_000;

/** Answers a change with its revision in the headers, `Location` of what is new, and waits for Asterisk if asked to. */
@Injectable()
export class ChangeInterceptor implements NestInterceptor<Changed<unknown>, unknown> {
  constructor(private readonly settled: SettledRevisions) {}

  intercept(context: ExecutionContext, next: CallHandler<Changed<unknown>>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      concatMap(async ({ body, revision, location }) => {
        response.setHeader('Trunkline-Revision', String(revision));
        if (location) response.setHeader('Location', location);
        if (request.query.wait === 'applied') {
          const status = await this.settled.wait(revision, longestWaitMs);
          response.setHeader('Trunkline-Revision-Status', status);
        }
        return body;
      }),
    );
  }
}
