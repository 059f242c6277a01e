import { type SnapshotName, sharedSource, sourceNames } from '@trunkline/domain';
import type { ResolvedNameEntity, TrunkEntity } from '@trunkline/persistence';

/** What is wrong with where the calls of one trunk come from. */
export interface SourceFacts {
  /** Names that nobody has looked up yet. */
  resolving: readonly string[];
  /** Names without an address, and those whose last addresses count because they do not resolve now. */
  missing: readonly string[];
  kept: readonly string[];
  /** The name of a trunk whose calls can no longer be told from those of this one. */
  sharedWith: string | null;
}

/** Looks at the sources of `trunk`, one of `trunks`. Pure. */
export function sourceFacts(
  trunk: TrunkEntity,
  trunks: readonly TrunkEntity[],
  rows: readonly ResolvedNameEntity[],
): SourceFacts {
  const known = new Map(rows.map((row) => [row.name, row]));
  const names = sourceNames(trunk);
  const failing = names.flatMap((name) => {
    const row = known.get(name);
    return row?.failingSince ? [row] : [];
  });
  const resolved: SnapshotName[] = rows.map(({ name, addresses }) => ({
    name,
    addresses: addresses.map(({ address }) => address),
  }));
  const other = trunks.find(
    (each) => each.enabled && each.id !== trunk.id && sharedSource(trunk, each, resolved) !== null,
  );
  return {
    resolving: names.filter((name) => !known.has(name)),
    missing: failing.filter(({ addresses }) => addresses.length === 0).map(({ name }) => name),
    kept: failing.filter(({ addresses }) => addresses.length > 0).map(({ name }) => name),
    sharedWith: other?.name ?? null,
  };
}
