import { DomainError } from '@trunkline/domain';
import { type ExtensionEntity, whatUsesMailbox } from '@trunkline/persistence';
import { namedUses } from '../config-changes/config-changes.js';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';

/**
 * What has to hold for the mailbox of an extension that is stored. @throws DomainError validation_failed when it lacks a PIN,
 * in_use when there is none and something leads to it.
 */
export async function assertMailbox(
  manager: EntityManager,
  {
    id,
    voicemailEnabled,
    voicemailPinSealed,
  }: Pick<ExtensionEntity, 'voicemailEnabled' | 'voicemailPinSealed'> & { id?: string },
): Promise<void> {
  if (voicemailEnabled && voicemailPinSealed === null)
    throw invalid([{ pointer: '/voicemailPin', message: 'is required for a mailbox' }]);
  if (voicemailEnabled || id === undefined) return;
  const uses = await whatUsesMailbox(manager, id);
  if (uses.length === 0) return;
  throw new DomainError('in_use', `The mailbox is used by ${namedUses(uses)}.`, [
    { pointer: '/voicemailEnabled', message: 'must stay true while something leads to the mailbox' },
  ]);
}
