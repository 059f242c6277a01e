import type { CallRecordSearch } from '../../api/call-records';
import type { HistorySearch } from './history-search';

/** The API looks for a part of a number from three characters on, for its beginning with fewer. */
const PART_FROM = 3;

/** The query of the API for what the address of the page says. */
export function historyFilter({ fromNumber, toNumber, ...rest }: HistorySearch): CallRecordSearch {
  const from = bare(fromNumber);
  const to = bare(toNumber);
  return {
    ...rest,
    ...(from && (from.length < PART_FROM ? { fromNumberPrefix: from } : { fromNumberContains: from })),
    ...(to && (to.length < PART_FROM ? { toNumberPrefix: to } : { toNumberContains: to })),
  };
}

/** A telephone number as it is kept, without what people put between its digits; anything else as it is. */
function bare(number = ''): string {
  return /^\+?[\d\s()/.-]+$/.test(number) ? number.replace(/[\s()/.-]/g, '') : number;
}
