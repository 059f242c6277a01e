import type { FieldError, TrunkCreate } from '@trunkline/contracts';
import { invalid } from '../http/contract.pipe.js';

type Whole = Pick<TrunkCreate, 'auth' | 'username'> & { hasPassword: boolean };

/** Refuses a trunk whose fields are each right and do not fit together. @throws DomainError validation_failed. */
export function assertTrunkWhole({ auth, username, hasPassword }: Whole): void {
  const errors: FieldError[] = [];
  const message = 'is required when auth is register';
  if (auth === 'register' && username === null) errors.push({ pointer: '/username', message });
  if (auth === 'register' && !hasPassword) errors.push({ pointer: '/password', message });
  if (errors.length > 0) throw invalid(errors);
}
