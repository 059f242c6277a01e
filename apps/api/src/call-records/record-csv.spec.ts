import { describe, expect, it } from 'vitest';
import { aCallRecord } from '../spec/builders.js';
import { csvColumns, csvRow, safeCell } from './record-csv.js';

describe('a cell of the export', () => {
  it.each([
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+1+cmd|calc', `'+1+cmd|calc`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\r=1', `'\r=1`],
    ['＝1+1', `'＝1+1`],
  ])('that a spreadsheet would run, such as %j, is shown instead', (text, shown) => {
    expect(safeCell(text)).toBe(shown);
  });

  it.each(['+4930123456', '1001', 'Ada', '*97', '<script>alert(1)</script>', ''])('%j stays as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });

  it('stands under its column, numbers as numbers, nothing as nothing', () => {
    const row = csvRow(aCallRecord({ to: '+15550100001', trunkName: null, billedSeconds: 10, fromName: '=1' }));
    const cell = (name: (typeof csvColumns)[number]) => row[csvColumns.indexOf(name)];
    expect([cell('to'), cell('trunkName'), cell('billedSeconds'), cell('fromName')]).toEqual([
      '+15550100001',
      '',
      '10',
      "'=1",
    ]);
  });
});
