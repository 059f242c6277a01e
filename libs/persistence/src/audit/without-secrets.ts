import { isDeepStrictEqual } from 'node:util';

type Image = Record<string, unknown>;

const secret = /(sealed|hash|secret|password|token)$/i;
const bookkeeping = new Set(['revision', 'createdAt', 'updatedAt', 'lastSeenAt', 'lastUsedAt', 'user']);

/** Both sides of a change without secrets and bookkeeping; of a secret one sees that it is set and whether it changed. */
export function withoutSecrets(
  before: object | null,
  after: object | null,
): { before: Image | null; after: Image | null } {
  return { before: before && image(before, before), after: after && image(after, before ?? after) };
}

function image(entity: object, before: object): Image {
  const kept = Object.entries(entity).filter(([key, value]) => !bookkeeping.has(key) && value !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [key, shown(key, value, (before as Image)[key])]));
}

/** Items of a list are those that stood at their places before. */
function shown(key: string, value: unknown, before: unknown): unknown {
  if (secret.test(key) && value !== null) return isDeepStrictEqual(before, value) ? '••••' : '•••• (changed)';
  if (Array.isArray(value)) {
    return value.map((item, place) => shown('', item, Array.isArray(before) ? before[place] : undefined));
  }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const inner = (before ?? {}) as Image;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(name, each, inner[name])]));
}
