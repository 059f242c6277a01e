import { DomainError } from '@trunkline/domain';

const kinds = {
  uuid: (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  time: (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
  int: (value: unknown) => Number.isSafeInteger(value) && Math.abs(value as number) <= 2_147_483_647,
};
/** What a cursor may hold. */
export type CursorKind = keyof typeof kinds;

/** The place after an item, opaque to clients. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The refusal of what is no cursor of this list. */
export function foreignCursor(): DomainError {
  const message = 'must be a nextCursor of this list, sorted alike';
  return new DomainError('validation_failed', 'The cursor is not one of this list.', [{ pointer: '?cursor', message }]);
}

/** The values of a cursor. Throws DomainError `validation_failed` when it is not one of ours. */
export function decodeCursor(cursor: string, expected: readonly CursorKind[]): (string | number)[] {
  const values = parsed(cursor);
  const fits =
    Array.isArray(values) &&
    values.length === expected.length &&
    expected.every((kind, index) => kinds[kind](values[index]));
  if (!fits) throw foreignCursor();
  return values as (string | number)[];
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
