import { type RateTable, rateOf } from './rate-table.js';

type Tables = readonly (RateTable | null)[];

/**
 * The places of trunks in the order in which they are asked for a number: the lowest price first, the same price as they are
 * listed, and those without a rate last, since what they charge is not known.
 */
export function leastCostOrder(tables: Tables, number: string): number[] {
  return byPrice(tables.map((table) => table && (rateOf(table, number)?.price ?? null)));
}

/**
 * `leastCostOrder` for every number: that of its longest prefix among these. A prefix whose order is that of a shorter one is
 * left out; the first is empty, for numbers that nobody has a rate for.
 */
export function leastCostOrders(tables: Tables): { prefix: string; order: number[] }[] {
  const prefixes = [...new Set(tables.flatMap((table) => (table ? [...table.rates.keys()] : [])))].sort();
  const nothing = tables.map(() => null);
  const orders = [{ prefix: '', order: byPrice(nothing) }];
  // The prefixes that the one at hand begins with, which come before it, the longest last.
  const above: { prefix: string; prices: (number | null)[]; order: number[] }[] = [
    { prefix: '', prices: nothing, order: byPrice(nothing) },
  ];
  for (const prefix of prefixes) {
    let shorter = above.at(-1);
    while (shorter && !prefix.startsWith(shorter.prefix)) {
      above.pop();
      shorter = above.at(-1);
    }
    const prices = tables.map((table, place) => table?.rates.get(prefix)?.price ?? shorter?.prices[place] ?? null);
    const order = byPrice(prices);
    if (order.join() !== shorter?.order.join()) orders.push({ prefix, order });
    above.push({ prefix, prices, order });
  }
  return orders;
}

function byPrice(prices: readonly (number | null)[]): number[] {
  const price = (place: number) => prices[place] ?? Number.POSITIVE_INFINITY;
  const cheaper = (a: number, b: number) => (price(a) < price(b) ? -1 : price(a) > price(b) ? 1 : a - b);
  return prices.map((_, place) => place).sort(cheaper);
}
