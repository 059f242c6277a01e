import { emergencyNumberSchema, type FieldError, type OutboundRouteCreate } from '@trunkline/contracts';
import { refuseTakenNumber } from '../config-changes/internal-numbers.js';
import type { EntityManager } from '../database/types.js';
import { invalid } from '../http/contract.pipe.js';
import { inOtherCurrencies } from '../trunks/one-currency.js';

type Whole = Pick<OutboundRouteCreate, 'emergency' | 'patterns' | 'allowedGroups' | 'order' | 'trunkIds'> & {
  hasPin: boolean;
};

const asListed = 'must be listed for emergency numbers: what a call to them costs does not matter';
const neverRefused = 'must be empty for emergency numbers: a call to them is never refused';

/**
 * Refuses a route that compares prices in several currencies, or one for emergency numbers that would keep somebody from calling them, or that takes the number of somebody here.
 * @throws DomainError validation_failed, or conflict.
 */
export async function assertRouteWhole(manager: EntityManager, route: Whole): Promise<void> {
  if (!route.emergency) {
    const foreign = await inOtherCurrencies(manager, route);
    if (foreign.length > 0)
      throw invalid(foreign.map(({ place, message }) => ({ pointer: `/trunkIds/${place}`, message })));
    return;
  }
  const errors: FieldError[] = [];
  if (route.allowedGroups.length > 0) errors.push({ pointer: '/allowedGroups', message: neverRefused });
  if (route.order !== 'listed') errors.push({ pointer: '/order', message: asListed });
  if (route.hasPin) errors.push({ pointer: '/pin', message: neverRefused });
  for (const [index, { match }] of route.patterns.entries()) {
    const problem = emergencyNumberSchema.safeParse(match).error?.issues[0];
    if (problem) errors.push({ pointer: `/patterns/${index}/match`, message: problem.message });
  }
  if (errors.length > 0) throw invalid(errors);
  for (const [index, { match }] of route.patterns.entries())
    await refuseTakenNumber(manager, 'emergency', { number: match }, `/patterns/${index}/match`);
}
