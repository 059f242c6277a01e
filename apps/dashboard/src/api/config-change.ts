import type { ConfigRevision } from '@trunkline/contracts';
import { type Answer, type Query, request } from './request';

/**
 * What became of a change: `pending` when Asterisk had not answered within ten seconds, `stored` when it is none of
 * Asterisk's business.
 */
export interface Outcome {
  status: 'applied' | 'failed' | 'pending' | 'stored';
  revision: number | null;
  reason: string | null;
}

/** A stored change: the resource as it now is, its version, and whether Asterisk runs with it. */
export interface Saved<T> {
  value: T;
  etag: string;
  outcome: Outcome;
}

/** Makes a change; with `ifMatch` only to that version. Throws an `ApiError` when nothing was stored. */
export type Change<T> = (method: Method, path: string, body?: unknown, ifMatch?: string) => Promise<Saved<T>>;

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Changes a resource of the configuration and waits until its revision settled, as `Change` says. */
export function changeConfig<T>(method: Method, path: string, body?: unknown, ifMatch?: string) {
  return sendChange<T>(method, path, { body, ifMatch });
}

/** `changeConfig` with more in its query. */
export async function sendChange<T>(
  method: Method,
  path: string,
  { query, ...rest }: { query?: Query; body?: unknown; ifMatch?: string | undefined },
) {
  const answer = await request<T>(method, path, { query: { ...query, wait: 'applied' }, ...rest });
  // What became of the revision was in the answer that did not come; what is known is that it is done.
  const outcome: Outcome = answer.doneBefore
    ? { status: 'applied', revision: null, reason: null }
    : readOutcome(answer.headers);
  if (outcome.status === 'failed' && outcome.revision !== null) {
    outcome.reason = await failureReason(outcome.revision);
  }
  return savedAs(answer, outcome);
}

/** Changes what is no configuration, so that it counts as soon as it is stored, as `Change` says. */
export async function changeStored<T>(method: Method, path: string, body?: unknown, ifMatch?: string) {
  const answer = await request<T>(method, path, { body, ifMatch });
  return savedAs(answer, { status: 'stored', revision: null, reason: null });
}

function savedAs<T>({ body, headers }: Answer<T>, outcome: Outcome): Saved<T> {
  return { value: body, etag: headers.get('etag') ?? '', outcome };
}

function readOutcome(headers: Headers): Outcome {
  const status = headers.get('trunkline-revision-status');
  const revision = Number.parseInt(headers.get('trunkline-revision') ?? '', 10);
  return {
    status: status === 'applied' || status === 'failed' ? status : 'pending',
    revision: Number.isNaN(revision) ? null : revision,
    reason: null,
  };
}

async function failureReason(revision: number): Promise<string | null> {
  try {
    return (await request<ConfigRevision>('GET', `/config-revisions/${revision}`)).body.reason;
  } catch {
    return null;
  }
}
