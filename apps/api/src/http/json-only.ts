import { DomainError } from '@trunkline/domain';
import type { NextFunction, Request, Response } from 'express';

/** The types of body that are read: JSON, and a JSON merge patch (RFC 7396). */
export const jsonTypes = ['application/json', 'application/merge-patch+json'];

/** Where a file is the body, and its route reads it. */
const takesFile = ({ method, path }: Request): boolean => method === 'POST' && /^\/v1\/audio-files\/?$/.test(path);

const takesRates = (request: Request): boolean =>
  request.method === 'PUT' && /^\/v1\/trunks\/[^/]+\/rates\/?$/.test(request.path) && request.is('text/csv') !== false;

/** Refuses a body of another type, which nothing would read. */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  // `is` answers null when there is no body.
  const isRead = request.is(jsonTypes) !== false || request.header('content-length') === '0';
  if (isRead || takesFile(request) || takesRates(request)) next();
  else next(new DomainError('unsupported_media_type', 'Send the body as application/json.'));
}
