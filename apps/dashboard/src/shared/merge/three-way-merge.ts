/** The fields of one version of a resource: the body that would make it. */
export type Fields = Readonly<Record<string, unknown>>;

export type Side = 'mine' | 'theirs';

/** A field that is not as both sides found it. `by` says who changed it: `both` is a conflict, for a person to decide. */
export interface Difference {
  field: string;
  before: unknown;
  mine: unknown;
  theirs: unknown;
  by: Side | 'both';
}

/**
 * Compares what two sides made of `before`, field by field. A field that both changed to the same is no difference: it
 * is as both want it. A list is one field. Pure.
 */
export function differencesOf(before: Fields, mine: Fields, theirs: Fields): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(theirs), ...Object.keys(mine)])];
  return fields.flatMap((field): Difference[] => {
    const values = { before: before[field], mine: mine[field], theirs: theirs[field] };
    if (isSame(values.mine, values.theirs)) return [];
    const byMe = !isSame(values.mine, values.before);
    const byThem = !isSame(values.theirs, values.before);
    return [{ field, ...values, by: byMe && byThem ? 'both' : byMe ? 'mine' : 'theirs' }];
  });
}

/** Which side counts for each field that both changed. */
export type Choices = Readonly<Record<string, Side | undefined>>;

/** The fields that both changed and for which no side was chosen yet. */
export function undecided(differences: readonly Difference[], choices: Choices): string[] {
  return differences.filter(({ field, by }) => by === 'both' && choices[field] === undefined).map(({ field }) => field);
}

/** `theirs` with what only this side changed, and of what both changed the chosen side. Pure. */
export function mergedFields(theirs: Fields, differences: readonly Difference[], choices: Choices): Fields {
  const mine = differences.filter(({ field, by }) => (by === 'both' ? choices[field] : by) === 'mine');
  return { ...theirs, ...Object.fromEntries(mine.map((each) => [each.field, each.mine])) };
}

/** Whether two values of JSON say the same; the order of the keys of an object says nothing, that of a list does. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
