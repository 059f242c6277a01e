import type { Problem } from '@trunkline/contracts';
import { noteServerTime } from '../shared/clock';
import { ApiError } from './problem';
import { type Sending, sending } from './unanswered';

/** The API answers within ten seconds, also when Asterisk does not. */
const PATIENCE_MS = 30_000;
const BASE = '/api/v1';

/** A query: an undefined or empty value is left out. */
export type Query = Record<string, string | number | undefined>;

interface Options {
  query?: Query | undefined;
  /** Sent as JSON; a file as text/csv. */
  body?: unknown;
  /** The `ETag` of the version that is to be changed: refused when there is another one by now. */
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
  /** After so long no answer is one. */
  patienceMs?: number;
}

export interface Answer<T> {
  body: T;
  headers: Headers;
  /** It had been done by an earlier request whose answer did not come. */
  doneBefore?: true;
}

const listeners = new Set<() => void>();

/** Calls `listener` whenever an answer says that nobody is logged in any more. Returns the way to stop that. */
export function onUnauthenticated(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Sends a request to the API of this origin. Throws an `ApiError` for anything but a 2xx. A change that is sent again
 * because no answer came is done once.
 */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const change = method === 'GET' ? undefined : sending(method, path, options.body);
  const response = await send(method, path, options, change);
  noteServerTime(response.headers.get('date'));
  const body = await readBody(response);
  if (response.ok) {
    change?.settle();
    return { body: body as T, headers: response.headers };
  }
  const problem = (body ?? {}) as Partial<Problem>;
  const error = new ApiError(response.status, problem);
  if (!isUndecided(error)) change?.settle();
  if (method === 'DELETE' && change?.repeated && error.code === 'not_found') {
    return { body: undefined as T, headers: response.headers, doneBefore: true };
  }
  if (error.code === 'unauthenticated') for (const listener of listeners) listener();
  throw error;
}

/** The address of something of the API. */
export function addressOf(path: string, query?: Query): string {
  return `${BASE}${path}${queryText(query)}`;
}

/** Whether the change may be done all the same: by what still runs, or before something on the way gave up. */
function isUndecided({ status, code }: ApiError): boolean {
  return status >= 500 || code === 'idempotency_key_in_use';
}

async function send(method: string, path: string, options: Options, change?: Sending): Promise<Response> {
  const { query, body, ifMatch, signal, patienceMs = PATIENCE_MS } = options;
  const hasBody = body !== undefined;
  const isFile = body instanceof File;
  const patience = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(addressOf(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': isFile ? 'text/csv' : 'application/json' } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(method === 'POST' && change ? { 'idempotency-key': change.key } : {}),
      },
      ...(hasBody ? { body: isFile ? body : JSON.stringify(body) } : {}),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, { code: 'unreachable' });
  }
}

async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || !/[/+]json/.test(type)) return undefined;
  return response.json().catch(() => undefined);
}

function queryText(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
