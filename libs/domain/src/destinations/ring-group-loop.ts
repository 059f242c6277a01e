import type { Destination } from '@trunkline/contracts';

/** What of a ring group decides where a call goes that nobody in it took. */
export interface LinkedGroup {
  id: string;
  noAnswer: Destination | null;
}

/**
 * The groups that a call to `group` nobody takes goes through until it is back at it: the group first and last. Null when
 * it does not come back.
 */
export function ringGroupLoop<G extends LinkedGroup>(group: G, find: (id: string) => G | undefined): G[] | null {
  const way = [group];
  const seen = new Set<string>();
  for (let at: G | undefined = next(group, find); at !== undefined; at = next(at, find)) {
    way.push(at);
    if (at.id === group.id) return way;
    // A loop further on is that of other groups.
    if (seen.has(at.id)) return null;
    seen.add(at.id);
  }
  return null;
}

function next<G extends LinkedGroup>({ noAnswer }: G, find: (id: string) => G | undefined): G | undefined {
  return noAnswer?.type === 'ring_group' ? find(noAnswer.ringGroupId) : undefined;
}
