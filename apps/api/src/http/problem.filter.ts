import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  NotFoundException,
} from '@nestjs/common';
import type { ErrorCode, Problem } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { isDatabaseUnavailable } from '@trunkline/persistence';
import { type Logger, requestId } from '@trunkline/platform';
import type { Response } from 'express';
import { LOGGER } from '../tokens.js';
import { allowedMethods } from './allowed-methods.js';
import { problemKinds } from './problem-kinds.js';
import { RetryLater } from './retry-later.js';

/** Turns every error into an RFC 9457 problem. What is not expected is logged whole and answered without detail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = this.explain(error);
    if (refusal.logLevel !== 'info') this.log[refusal.logLevel]({ err: error, code: refusal.code }, 'request failed');
    if (response.headersSent) return void response.destroy();
    if (error instanceof NotFoundException && answerByMethod(response)) return;
    sendProblem(response, refusal);
  }

  private explain(error: unknown): DomainError {
    if (error instanceof DomainError) return error;
    if (isDatabaseUnavailable(error)) return databaseAway();
    if (isParserError(error)) return fromStatus(error.status);
    if (error instanceof HttpException && error.getStatus() < 500) return fromStatus(error.getStatus());
    return new DomainError('internal_error', '', [], 'error');
  }
}

/** Answers OPTIONS, and a method that an address does not have, with `Allow`; false when there is no such address. */
function answerByMethod(response: Response): boolean {
  // Below a mounted handler the path lacks what it is mounted at.
  const { app, method, baseUrl, path } = response.req;
  const methods = allowedMethods(app, `${baseUrl}${path}`);
  if (methods.length === 0 || (methods.includes(method) && method !== 'OPTIONS')) return false;
  response.setHeader('Allow', methods.join(', '));
  if (method === 'OPTIONS') response.status(204).end();
  else sendProblem(response, fromStatus(405));
  return true;
}

/** The refusal while the database cannot be reached. */
export function databaseAway(): DomainError {
  return new DomainError(
    'database_unavailable',
    'The database cannot be reached now. Calls are not affected.',
    [],
    'warn',
  );
}

/** Writes `refusal` as `application/problem+json`. */
export function sendProblem(response: Response, refusal: DomainError): void {
  const { status, title } = problemKinds[refusal.code];
  const problem: Problem = {
    type: `urn:trunkline:problem:${refusal.code}`,
    title,
    status,
    code: refusal.code,
    ...(refusal.message ? { detail: refusal.message } : {}),
    ...(refusal.fields.length > 0 ? { errors: [...refusal.fields] } : {}),
    requestId: requestId() ?? '',
  };
  if (refusal instanceof RetryLater) response.setHeader('Retry-After', String(refusal.seconds));
  else if (status === 503) response.setHeader('Retry-After', '2');
  response
    .status(status)
    .setHeader('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

function fromStatus(status: number): DomainError {
  const codes: Record<number, ErrorCode> = { 404: 'not_found', 405: 'method_not_allowed', 413: 'payload_too_large' };
  const code = codes[status] ?? 'malformed_request';
  const detail: Partial<Record<ErrorCode, string>> = {
    not_found: 'There is nothing at this address.',
    method_not_allowed: 'The header Allow names the methods of this address.',
    payload_too_large: 'The body is larger than 100 kB.',
    malformed_request: 'The body is not readable as JSON in UTF-8.',
  };
  return new DomainError(code, detail[code] ?? '');
}

/** body-parser's errors carry `type` and the status they mean. */
function isParserError(error: unknown): error is { type: string; status: number } {
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  return typeof type === 'string' && typeof status === 'number' && status >= 400 && status < 500;
}
