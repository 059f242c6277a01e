import { isDeepStrictEqual } from 'node:util';

type Image = Record<string, unknown>;

const secret = /(sealed|hash|secret|password|token)$/i;
const bookkeeping = new Set(['revision', 'createdAt', 'updatedAt', 'lastSeenAt', 'lastUsedAt', 'user']);

/** Both sides of a change without secrets and bookkeeping; of a secret one sees that it is set and whether it changed. */
export function withoutSecrets(
  before: object | null,
  after: object | null,
): { before: Image | null; after: Image | null } {
  return {
    before: before && image(before, () => '••••'),
    after:
      after &&
      image(after, (key, value) =>
        before === null || isDeepStrictEqual((before as Image)[key], value) ? '••••' : '•••• (changed)',
      ),
  };
}

function image(entity: object, hidden: (key: string, value: unknown) => string): Image {
  const kept: Image = {};
  for (const [key, value] of Object.entries(entity)) {
    if (bookkeeping.has(key) || value === undefined) continue;
    kept[key] = secret.test(key) && value !== null ? hidden(key, value) : value;
  }
  return kept;
}
