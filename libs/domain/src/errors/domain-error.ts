import type { ErrorCode, FieldError } from '@trunkline/contracts';

/**
 * A refusal with a stable code. The domain throws it, one filter of the API turns it into problem+json.
 * `logLevel` says how loud it is in the log: what a client did wrong is `info`, what we did wrong is `error`.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields: readonly FieldError[] = [],
    readonly logLevel: 'info' | 'warn' | 'error' = 'info',
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
