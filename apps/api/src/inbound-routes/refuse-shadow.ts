import { DomainError, takesAllOf } from '@trunkline/domain';
import { InboundRouteEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

type Placed = Pick<
  InboundRouteEntity,
  'ref' | 'name' | 'position' | 'numbers' | 'trunkIds' | 'callers' | 'schedule' | 'enabled'
> & { id?: string };

/**
 * Refuses a route that would never be reached, and one that another would never be reached after: an order that nobody
 * means. @throws DomainError conflict at `/position`, naming the other one.
 */
export async function refuseShadow(manager: EntityManager, route: Placed): Promise<void> {
  if (!route.enabled) return;
  for (const other of await manager.findBy(InboundRouteEntity, { enabled: true })) {
    if (other.id === route.id) continue;
    const isFirst = other.position - route.position || (other.ref < route.ref ? -1 : 1);
    if (isFirst < 0 && takesAllOf(other, route))
      throw shadow(
        `It would never be reached: inbound route ${other.name}, which comes first, takes all of its calls.`,
      );
    if (isFirst > 0 && takesAllOf(route, other))
      throw shadow(`It would take all calls of inbound route ${other.name}, which comes after it.`);
  }
}

const shadow = (detail: string) =>
  new DomainError('conflict', detail, [
    { pointer: '/position', message: 'must be such that each route has calls to take; or disable one of the two' },
  ]);
