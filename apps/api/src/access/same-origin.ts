import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '@trunkline/domain';

/**
 * Whether a browser made this request from a page of ours: its `Origin` is our host, or it says `same-origin` itself
 * (Fetch Metadata). `undefined` when the headers do not tell, as with anything that is not a browser.
 */
export function sameOrigin(headers: IncomingHttpHeaders): boolean | undefined {
  if (headers.origin !== undefined) return hostOf(headers.origin) === headers.host;
  const site = headers['sec-fetch-site'];
  return site === undefined ? undefined : site === 'same-origin';
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/** A login may come from a page of ours or from a program; a foreign page must not log its visitor in. */
export function refuseForeignLogin(headers: IncomingHttpHeaders): void {
  if (sameOrigin(headers) === false) throw new DomainError('forbidden', 'A page of another site cannot log in here.');
}
