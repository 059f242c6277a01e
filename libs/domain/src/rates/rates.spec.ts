import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastCostOrder, leastCostOrders } from './least-cost.js';
import { microsOf, priceText } from './price.js';
import { rateTable, writtenRates } from './rate-table.js';
import { readRateCsv } from './read-rate-csv.js';

const table = (prices: Record<string, string>) =>
  rateTable('t', writtenRates(Object.entries(prices).map(([prefix, price]) => ({ prefix, price, name: null }))));

describe('prices', () => {
  it.each([
    ['0', 0, '0.0000'],
    ['0.012', 12_000, '0.0120'],
    ['9999.999999', 9_999_999_999, '9999.999999'],
    ['1.10001', 1_100_010, '1.10001'],
  ])('%s is %i millionths', (price, micros, text) => {
    expect([microsOf(price), priceText(micros)]).toEqual([micros, text]);
  });
});

describe('the order of trunks', () => {
  it('is by the price of the longest prefix, then as listed, without a price last', () => {
    const tables = [table({ 49: '0.02', 4930: '0.01' }), null, table({ 49: '0.015', 4930: '0.01', 1: '0' })];
    expect(leastCostOrder(tables, '+4989')).toEqual([2, 0, 1]);
    expect(leastCostOrder(tables, '493')).toEqual([2, 0, 1]);
    expect(leastCostOrder(tables, '49301')).toEqual([0, 2, 1]);
    expect(leastCostOrder(tables, '1')).toEqual([2, 0, 1]);
    expect(leastCostOrder(tables, '7')).toEqual([0, 1, 2]);
  });

  it('is precomputed by as few prefixes as it needs, for every number', () => {
    const digits = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 1, maxLength: 5 });
    const rates = fc.option(fc.dictionary(digits, fc.constantFrom('0.01', '0.02', '0.03'), { maxKeys: 12 }));
    fc.assert(
      fc.property(fc.array(rates, { minLength: 1, maxLength: 4 }), fc.array(digits), (all, numbers) => {
        const tables = all.map((prices) => prices && table(prices));
        const orders = leastCostOrders(tables);
        const longest = (number: string) =>
          orders.filter(({ prefix }) => number.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length);
        for (const number of [...numbers, ...orders.map(({ prefix }) => prefix)]) {
          const [found, above] = longest(number);
          expect(found?.order).toEqual(leastCostOrder(tables, number));
          if (above) expect(above.order).not.toEqual(found?.order);
        }
      }),
    );
  });
});

describe('a file of rates', () => {
  const rate = (prefix: string, price: string, name: string | null = null) => ({ prefix, price, name });
  it.each([
    ['commas', '49,0.01\n33,0.02,France\n', [rate('49', '0.01'), rate('33', '0.02', 'France')]],
    ['semicolons and decimal commas', 'Vorwahl;Preis\n49;0,01;', [rate('49', '0.01')]],
    ['tabs and line ends of old Macs', '49\t0.01\tA, B\r33\t1', [rate('49', '0.01', 'A, B'), rate('33', '1')]],
    ['quotes', '"49","0,01","A ""b"" c"\n', [rate('49', '0.01', 'A "b" c')]],
    ['spaces, pluses and zeros', ' +49 , 0.010000000 , x \n,,\n', [rate('49', '0.010000', 'x')]],
  ])('may have %s', (_what, text, rates) => {
    expect(readRateCsv(text)).toEqual({ rates });
    expect(readRateCsv(`\uFEFF${text}`)).toEqual({ rates });
  });

  it.each([
    ['', ['/lines must have at least one rate']],
    ['prefix,price\n', ['/lines must have at least one rate']],
    ['49,0.01\n33,"0.02\n44,1', ['/lines/2 begins a quoted value without an end']],
    ['49,0.01\n49,0.02', ['/lines/2/prefix must not be a prefix that stands above']],
    ['49,0.01,a,b', ['/lines/1 must be a prefix, a price and perhaps a name']],
    ['49,1,"two\nlines"\n33,x', [expect.stringContaining('/lines/1/name'), expect.stringContaining('/lines/3/price')]],
    ['49,-1', [expect.stringContaining('/lines/1/price must be a price such as')]],
  ])('is refused by its lines: %j', (text, wanted) => {
    const found = readRateCsv(text);
    expect('errors' in found && found.errors.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(wanted);
  });

  it('names a hundred problems at most', () => {
    const found = readRateCsv('49,x\n'.repeat(20_000));
    expect('errors' in found && found.errors).toHaveLength(100);
  });
});
