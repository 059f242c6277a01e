import type { FieldError } from '@trunkline/contracts';
import { TrunkEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';

/** @throws DomainError validation_failed at each id that no trunk has. */
export async function assertTrunksExist(manager: EntityManager, trunkIds: readonly string[]): Promise<void> {
  const errors: FieldError[] = [];
  for (const [index, id] of trunkIds.entries()) {
    if (!(await manager.existsBy(TrunkEntity, { id })))
      errors.push({ pointer: `/trunkIds/${index}`, message: 'is not the id of a trunk' });
  }
  if (errors.length > 0) throw invalid(errors);
}
