import { OutboundRouteEntity, TrunkEntity } from '@trunkline/persistence';
import type { EntityManager } from '../database/types.js';

type Route = Pick<OutboundRouteEntity, 'order' | 'trunkIds'>;

/** The trunks of a route, by their place, whose prices are in another currency than those of the first one that has some. */
export async function inOtherCurrencies(
  manager: EntityManager,
  { order, trunkIds }: Route,
): Promise<{ place: number; message: string }[]> {
  if (order !== 'least_cost') return [];
  const rows = await manager.find(TrunkEntity);
  const priced = trunkIds.flatMap((id, place) => {
    const row = rows.find((each) => each.id === id);
    return row?.rates ? [{ place, name: row.name, currency: row.rates.currency }] : [];
  });
  const [first] = priced;
  return priced
    .filter(({ currency }) => currency !== first?.currency)
    .map(({ place, currency }) => ({
      place,
      message: `has its prices in ${currency}, and ${first?.name} in ${first?.currency}: they cannot be compared`,
    }));
}

/** What is wrong with the currency of a trunk: some route compares its prices with others. Null when nothing is. */
export async function comparedInAnother(
  manager: EntityManager,
  { id, rates }: Pick<TrunkEntity, 'id' | 'rates'>,
): Promise<string | null> {
  if (rates === null) return null;
  const routes = await manager.findBy(OutboundRouteEntity, { order: 'least_cost' });
  const comparing = routes.filter(({ trunkIds }) => trunkIds.includes(id));
  if (comparing.length === 0) return null;
  for (const other of await manager.find(TrunkEntity)) {
    if (other.id === id || other.rates === null || other.rates.currency === rates.currency) continue;
    const route = comparing.find(({ trunkIds }) => trunkIds.includes(other.id));
    if (route)
      return `must be ${other.rates.currency}, as that of trunk ${other.name}: route ${route.name} compares their prices`;
  }
  return null;
}
