import type { ErrorCode, FieldError, Problem } from '@trunkline/contracts';
import { inPageLanguage } from '../i18n/api-words';
import { sentence } from '../shared/format';

/** `unreachable`: no answer came at all; `unexpected`: an answer that is not ours, such as a proxy's page. */
export type FailureCode = ErrorCode | 'unreachable' | 'unexpected';

/** An answer of the API that is not a success. `detail` is a sentence for people where the API gave one. */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly status: number;
  readonly detail: string | null;
  readonly fields: FieldError[];
  readonly requestId: string | null;

  constructor(status: number, problem: Omit<Partial<Problem>, 'code'> & { code?: FailureCode | undefined }) {
    super(problem.detail ?? problem.title ?? problem.code ?? 'unexpected');
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'unexpected';
    this.detail = problem.detail ?? null;
    this.fields = problem.errors ?? [];
    this.requestId = problem.requestId ?? null;
  }

  /** The same failure with its fields at other places. */
  at(place: (pointer: string) => string): ApiError {
    const { code, detail, fields, requestId } = this;
    const errors = fields.map(({ pointer, message }) => ({ pointer: place(pointer), message }));
    const known = { ...(detail === null ? {} : { detail }), ...(requestId === null ? {} : { requestId }) };
    return new ApiError(this.status, { code, errors, ...known });
  }
}

/** Whether the failure may pass by itself, so that asking again makes sense. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.code === 'unreachable' || error.code === 'unexpected' || error.status === 503 || error.status === 502)
  );
}

/** Errors of fields by form path: the JSON pointer `/patterns/0/match` is the path `patterns.0.match`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const entries = error.fields
    .filter(({ pointer }) => pointer.startsWith('/'))
    .map(({ pointer, message }) => [formPath(pointer), sentence(inPageLanguage(message))] as const);
  return Object.fromEntries(entries);
}

/** Turns a JSON pointer (RFC 6901) into a path of @mantine/form. */
export function formPath(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
