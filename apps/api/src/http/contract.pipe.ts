import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { FieldError } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import type { z } from 'zod';

/** Checks each argument against the contract its decorator names (`@Body({ schema })`), and refuses with pointers. */
@Injectable()
export class ContractPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const schema = metadata.schema as z.ZodType | undefined;
    if (!schema) return value;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    // An id that cannot exist names nothing: that is 404, as for an id that does not.
    if (metadata.type === 'param') throw new DomainError('not_found', 'There is no such resource.');
    throw invalid(
      result.error.issues.flatMap((issue) => fieldErrors(issue, metadata.type === 'query' ? 'query' : 'body')),
    );
  }
}

/** The refusal of a body or a query, naming every field that is wrong. */
export function invalid(fields: readonly FieldError[]): DomainError {
  return new DomainError('validation_failed', 'The request does not fit its contract.', fields);
}

/** `value` as the contract has it. @throws DomainError validation_failed, with pointers that begin at `at`. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue, 'body'));
  throw invalid(errors.map(({ pointer, message }) => ({ pointer: at + pointer, message })));
}

function fieldErrors(issue: z.core.$ZodIssue, place: 'body' | 'query'): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointer([...path, key], place), message: 'is not known' }));
  const required = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [{ pointer: pointer(path, place), message: required && path.length > 0 ? 'is required' : issue.message }];
}

/** JSON pointer (RFC 6901) of a place in the body, or `?name` of a query parameter. */
function pointer(path: readonly string[], place: 'body' | 'query'): string {
  if (place === 'query') return `?${path.join('.')}`;
  return path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
