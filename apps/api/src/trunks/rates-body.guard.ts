import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { rateLimits } from '@trunkline/contracts';
import { DomainError, readRateCsv } from '@trunkline/domain';
import { type Request, type Response, text } from 'express';
import { invalid } from '../http/contract.pipe.js';

const read = text({ type: 'text/csv', limit: rateLimits.bytes, inflate: false });

/** Makes the body of JSON of a file of rates, which has its currency in the query. A guard, as with audio: nobody sends one who may not. */
@Injectable()
export class RatesBody implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!request.is('text/csv')) return true;
    await new Promise<void>((resolve, reject) => {
      read(request, context.switchToHttp().getResponse<Response>(), (error?: unknown) =>
        error === undefined ? resolve() : reject(told(error)),
      );
    });
    const found = readRateCsv(typeof request.body === 'string' ? request.body : '');
    if ('errors' in found) throw invalid(found.errors);
    request.body = { currency: request.query.currency, rates: found.rates };
    return true;
  }
}

function told(error: unknown): unknown {
  if ((error as { status?: number }).status !== 413) return error;
  return new DomainError('payload_too_large', `The file is larger than ${rateLimits.bytes / 1_000_000} MB.`);
}
