import type { Rate } from '@trunkline/contracts';
import { microsOf, priceText } from './price.js';

/** What a minute costs, in millionths of the currency, and what the destination is called. */
interface TableRate {
  price: number;
  name: string | null;
}

/** The rates of a carrier by prefix, in the order of their prefixes. The `id` is a hash of them: a table never changes. */
export interface RateTable {
  id: string;
  rates: ReadonlyMap<string, TableRate>;
}

/** Rates as they are stored: `[prefix, millionths, name]` of each, sorted by prefix, as JSON. The same rates give the same text. */
export function writtenRates(rates: readonly Rate[]): string {
  const rows = rates.map(({ prefix, price, name }) => [prefix, microsOf(price), name] as const);
  return JSON.stringify(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The table of a text that `writtenRates` has made. */
export function rateTable(id: string, written: string): RateTable {
  const rows = JSON.parse(written) as [string, number, string | null][];
  return { id, rates: new Map(rows.map(([prefix, price, name]) => [prefix, { price, name }])) };
}

/** All rates of a table as they are read. */
export function ratesOf({ rates }: RateTable): Rate[] {
  return [...rates].map(([prefix, { price, name }]) => ({ prefix, price: priceText(price), name }));
}

/** What a number costs: the rate of its longest prefix, null where there is none. A plus makes no difference. */
export function rateOf({ rates }: RateTable, number: string): (TableRate & { prefix: string }) | null {
  const digits = number.replace(/\D/g, '');
  for (let length = Math.min(digits.length, 15); length > 0; length -= 1) {
    const prefix = digits.slice(0, length);
    const rate = rates.get(prefix);
    if (rate) return { prefix, ...rate };
  }
  return null;
}
