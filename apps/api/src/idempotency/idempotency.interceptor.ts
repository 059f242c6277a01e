import { createHmac } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { DomainError } from '@trunkline/domain';
import { IdempotencyKeys, type KeptAnswer, type RepeatableRequest } from '@trunkline/persistence';
import type { ApiEnv } from '@trunkline/platform';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../access/requires.decorator.js';
import { RevisionWait } from '../config-changes/revision-wait.js';
import { Database } from '../database/database.js';
import { inRequestTransaction } from '../database/request-transaction.js';
import { API_ENV } from '../tokens.js';
import { withoutSecrets } from './without-secrets.js';

const possibleKey = /^[\x21-\x7e]{1,255}$/;
const keptHeaders = ['Location', 'ETag', 'Trunkline-Revision'];

/**
 * Makes every POST with an `Idempotency-Key` happen once: its effect and its answer are one transaction, and sending
 * it again answers the same. Refusals are not kept. A login is no such request: it has no caller yet.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly wait: RevisionWait,
    @Inject(API_ENV) private readonly env: ApiEnv,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.header('idempotency-key');
    if (request.method !== 'POST' || key === undefined || !request.principal) return next.handle();
    if (!possibleKey.test(key))
      throw new DomainError('malformed_request', 'Idempotency-Key must be 1 to 255 printable ASCII characters.');
    const { kind, id } = request.principal;
    const repeatable = { caller: `${kind}:${id}`, key, requestHash: this.hash(request) };
    return from(this.once(repeatable, request, context.switchToHttp().getResponse<Response>(), next));
  }

  private async once(
    repeatable: RepeatableRequest,
    request: AuthenticatedRequest,
    response: Response,
    next: CallHandler,
  ): Promise<unknown> {
    const body = await inRequestTransaction(this.database.source, async (manager) => {
      const kept = await IdempotencyKeys.claim(manager, repeatable);
      if (kept) return replay(response, kept);
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await IdempotencyKeys.keep(manager, repeatable, {
        status: response.statusCode,
        headers: headersOf(response),
        body: withoutSecrets(answer),
      });
      return answer;
    });
    // Only now is the change visible to the agent.
    await this.wait.answer(request, response);
    return body;
  }

  /** Keyed, since a body may hold a password that could be guessed from a plain hash. */
  private hash({ method, path, body }: AuthenticatedRequest): string {
    const isFile = Buffer.isBuffer(body);
    const hash = createHmac('sha256', this.env.TRUNKLINE_KEY);
    hash.update(JSON.stringify([method, path, isFile ? null : (body ?? null)]));
    return (isFile ? hash.update(body) : hash).digest('hex');
  }
}

function replay(response: Response, { status, headers, body }: KeptAnswer): unknown {
  response.status(status).setHeader('Idempotency-Replayed', 'true');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return body ?? undefined;
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = response.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
}
