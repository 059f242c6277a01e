import { type CallSource, type SourcesOfTrunk, sharedSource } from '@trunkline/domain';
import { ResolvedNames, TrunkEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';

/** A trunk that is stored, or is to be. */
type Sourced = SourcesOfTrunk & { id?: string; enabled: boolean };

/** The source of calls that an enabled trunk shares with another one whose calls could not be told from its own; null when there is none. */
export async function sharedWith(
  manager: EntityManager,
  trunk: Sourced,
): Promise<(CallSource & { other: string }) | null> {
  if (!trunk.enabled) return null;
  const others = await manager.findBy(TrunkEntity, { enabled: true });
  const names = await ResolvedNames.snapshot(manager);
  for (const other of others) {
    const shared = other.id === trunk.id ? null : sharedSource(trunk, other, names);
    if (shared !== null) return { ...shared, other: other.name };
  }
  return null;
}

/** @throws DomainError validation_failed where the source stands that another trunk has as well. */
export async function assertToldApart(manager: EntityManager, trunk: Sourced): Promise<void> {
  const shared = await sharedWith(manager, trunk);
  if (shared === null) return;
  const message = `is an address of trunk ${shared.other} too: without a header their calls cannot be told apart`;
  throw invalid([{ pointer: shared.pointer, message }]);
}
