import type { ResolvedNameEntity } from '@trunkline/persistence';

/** Large carriers answer with some of their addresses at a time: one counts for so long after it was in an answer. */
const remembered = 3_600_000;
/** As many as a name has at most: what a name server says may be anything. */
const mostAddresses = 100;

/** What is known of a name after an answer; `found` is empty when there was none, and the last addresses stay then. Pure. */
export function nameAfter({
  name,
  before,
  found,
  now,
}: {
  name: string;
  before: ResolvedNameEntity | undefined;
  found: readonly string[];
  now: Date;
}): ResolvedNameEntity {
  const last = before?.addresses ?? [];
  if (found.length === 0) {
    return { name, addresses: last, askedAt: now, failingSince: before?.failingSince ?? now };
  }
  const seen = found.map((address) => ({ address, seenAt: now.toISOString() }));
  const kept = last.filter(
    ({ address, seenAt }) => !found.includes(address) && now.getTime() - Date.parse(seenAt) < remembered,
  );
  return { name, addresses: [...seen, ...kept].slice(0, mostAddresses), askedAt: now, failingSince: null };
}
