import type { CallDirection, Disposition } from '@trunkline/contracts';

const directions: readonly string[] = ['inbound', 'outbound', 'internal', 'unknown'] satisfies CallDirection[];
const dispositions: readonly string[] = [
  'answered',
  'busy',
  'no_answer',
  'cancelled',
  'failed',
  'rejected',
] satisfies Disposition[];

/** What the address of the history page says: its filters. Days are `2026-01-31`, of the reader's time zone. */
export interface HistorySearch {
  search?: string;
  direction?: CallDirection;
  disposition?: Disposition;
  trunkId?: string;
  fromDay?: string;
  toDay?: string;
}

/** Reads the address tolerantly: what makes no sense is left out. Types of the router's own parsing: 1001 is a number. */
export function readHistorySearch(raw: Record<string, unknown>): HistorySearch {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const entries: [string, string][] = [
    ['search', text('search').slice(0, 80)],
    ['direction', directions.includes(text('direction')) ? text('direction') : ''],
    ['disposition', dispositions.includes(text('disposition')) ? text('disposition') : ''],
    ['trunkId', /^[0-9a-f-]{36}$/i.test(text('trunkId')) ? text('trunkId') : ''],
    ['fromDay', day(text('fromDay'))],
    ['toDay', day(text('toDay'))],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function day(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
}
