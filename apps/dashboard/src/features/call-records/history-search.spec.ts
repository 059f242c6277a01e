import { describe, expect, it } from 'vitest';
import { historyFilter } from './history-filter';
import { readHistorySearch } from './history-search';

describe('the address of the history', () => {
  it('is read as it is written by the page, numbers that the router made of texts included', () => {
    const id = '01a21634-ff7a-747f-bb5a-12a254625cd8';
    const raw = {
      search: 1001,
      direction: 'inbound',
      trunkId: id,
      minBilledSeconds: 30,
      sipCode: '486',
      sort: '-endedAt',
    };
    expect(readHistorySearch(raw)).toEqual({ ...raw, search: '1001', sipCode: 486 });
  });

  it('means the same instant in every time zone', () => {
    expect(readHistorySearch({ from: '2026-01-31T10:00:00+02:00' })).toEqual({ from: '2026-01-31T08:00:00.000Z' });
  });

  it.each([
    { direction: 'sideways' },
    { disposition: 'toString' },
    { trunkId: "1' or 1=1" },
    { from: 'yesterday' },
    { minBilledSeconds: '-1' },
    { sipCode: 1000 },
    { search: '   ' },
    { search: { a: 1 } },
    { somethingElse: '1' },
  ])('leaves out what makes no sense: %j', (raw) => {
    expect(readHistorySearch(raw)).toEqual({});
  });
});

describe('the query of the API', () => {
  it.each([
    ['(030) 123-45', { toNumberContains: '03012345' }],
    ['+49 30', { toNumberContains: '+4930' }],
    ['+1', { toNumberPrefix: '+1' }],
    ['ada-1', { toNumberContains: 'ada-1' }],
    ['-', {}],
  ])('looks for part of a number that is written as %s', (toNumber, query) => {
    expect(historyFilter({ toNumber })).toEqual(query);
  });

  it('hands on everything else', () => {
    const search = { direction: 'outbound', hangupCause: 17, sort: 'startedAt' } as const;
    expect(historyFilter(search)).toEqual(search);
  });
});
