import type { PbxSnapshot } from '@trunkline/domain';

const mask = '••••';
const secret = /(password|secret)$/i;
// A format character that no text of ours may contain, around a number.
const mark = /\u2060\d+\u2060/g;

/**
 * Two snapshots without their secrets, so that none can reach a diff: of a secret one sees that it is there and, in
 * `after`, whether it is another one. Its length does not show. Each mask carries an unseen mark of its own: a diff
 * must not take the masks of two different secrets for the same line. `withoutMarks` removes them.
 */
export function maskSecrets(before: PbxSnapshot, after: PbxSnapshot): { before: PbxSnapshot; after: PbxSnapshot } {
  const places = new Map<string, { value: string; masked: string }>();
  const known = (path: string, value: string) => {
    const found = places.get(path);
    if (found) return found;
    const made = { value, masked: `${mask}\u2060${places.size}\u2060` };
    places.set(path, made);
    return made;
  };
  const hide = (path: string, value: string) => {
    const first = known(path, value);
    return first.value === value ? first.masked : `${first.masked} (changed)`;
  };
  const masked = ({ rateTables, ...rest }: PbxSnapshot): PbxSnapshot => ({
    ...(walk(rest, [], hide) as typeof rest),
    // Prices are no secret, and many.
    rateTables,
  });
  return { before: masked(before), after: masked(after) };
}

/** A text of such a snapshot as it is shown. */
export function withoutMarks(text: string): string {
  return text.replace(mark, '');
}

type Hide = (path: string, value: string) => string;

/** A deep copy in which every secret is what `hide` makes of it. Items of a list are known by their id. */
function walk(value: unknown, path: readonly string[], hide: Hide): unknown {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, placeOf(item, index)], hide));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && secret.test(key)
        ? hide([...path, key].join('\0'), item)
        : walk(item, [...path, key], hide),
    ]),
  );
}

function placeOf(item: unknown, index: number): string {
  return typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : String(index);
}
