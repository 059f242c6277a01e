import type { ExtensionState, TrunkState } from '@trunkline/contracts';
import { ResourceStateEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

interface StateOf {
  trunk: TrunkState;
  extension: ExtensionState;
}

/** What Asterisk said last of the resources with these ids, by id. */
export async function statesOf<K extends keyof StateOf>(
  manager: EntityManager,
  kind: K,
  ids: readonly string[],
): Promise<Map<string, StateOf[K]>> {
  if (ids.length === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(ResourceStateEntity, 'row')
    .where('row.kind = :kind AND row.resourceId IN (:...ids)', { kind, ids })
    .getMany();
  return new Map(rows.map((row) => [row.resourceId, row.state as StateOf[K]]));
}
