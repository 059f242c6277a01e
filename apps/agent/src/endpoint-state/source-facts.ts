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

/** Looks at the sources of all trunks. Who shares one is found out again only when something of them is another. */
export class SourceLook {
  private seen = '';
  private shared: ReadonlyMap<string, string> = new Map();

  /** What is wrong, by the id of the trunk. */
  at(trunks: readonly TrunkEntity[], rows: readonly ResolvedNameEntity[]): ReadonlyMap<string, SourceFacts> {
    const names = rows.map(({ name, addresses }) => ({ name, addresses: addresses.map(({ address }) => address) }));
    const enabled = trunks.filter((trunk) => trunk.enabled);
    const now = JSON.stringify([enabled.map(sourcesOf), names]);
    if (now !== this.seen) this.shared = sharing(enabled, names);
    this.seen = now;
    const known = new Map(rows.map((row) => [row.name, row]));
    return new Map(
      trunks.map((trunk) => [trunk.id, { ...facts(trunk, known), sharedWith: this.shared.get(trunk.id) ?? null }]),
    );
  }
}

const sourcesOf = ({ id, name, auth, host, gateways, sourceAddresses, identifyHeader }: TrunkEntity) => {
  return { id, name, auth, host, gateways, sourceAddresses, identifyHeader };
};

/** Of each trunk that shares a source with another one, the name of that. */
function sharing(trunks: readonly TrunkEntity[], names: readonly SnapshotName[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, one] of trunks.entries()) {
    for (const other of trunks.slice(index + 1)) {
      if (sharedSource(one, other, names) === null) continue;
      found.set(one.id, other.name);
      found.set(other.id, one.name);
    }
  }
  return found;
}

function facts(trunk: TrunkEntity, known: ReadonlyMap<string, ResolvedNameEntity>): Omit<SourceFacts, 'sharedWith'> {
  const names = sourceNames(trunk);
  const failing = names.flatMap((name) => {
    const row = known.get(name);
    return row?.failingSince ? [row] : [];
  });
  return {
    resolving: names.filter((name) => !known.has(name)),
    missing: failing.filter(({ addresses }) => addresses.length === 0).map(({ name }) => name),
    kept: failing.filter(({ addresses }) => addresses.length > 0).map(({ name }) => name),
  };
}
