import { type Logger, runInRequest } from '@trunkline/platform';
import type { NextFunction, Request, Response } from 'express';
import { v7 as uuid } from 'uuid';

const acceptable = /^[\w-]{8,64}$/;

/** Gives each request an id (the caller's `X-Request-Id` when it is one), answers with it, and logs the outcome. */
export function requestScope(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const offered = request.header('x-request-id');
    const id = offered && acceptable.test(offered) ? offered : uuid();
    const started = performance.now();
    const { method, path } = request;
    response.setHeader('X-Request-Id', id);
    runInRequest(id, () => {
      response.once('close', () => {
        const ms = Math.round(performance.now() - started);
        const level = response.statusCode >= 500 ? 'warn' : path.startsWith('/api/v1/health') ? 'trace' : 'debug';
        log[level]({ method, path, status: response.statusCode, ms }, 'request');
      });
      next();
    });
  };
}
