import type { ErrorCode } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';

/** A refusal that is over after `seconds`: the answer's `Retry-After`. */
export class RetryLater extends DomainError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly seconds: number,
  ) {
    super(code, message, [], 'warn');
  }
}
