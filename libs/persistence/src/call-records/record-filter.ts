import type { CallRecordFilter } from '@trunkline/contracts';
import type { SelectQueryBuilder } from 'typeorm';
import { part, plain, prefix } from '../data-source/like.js';
import type { CallRecordEntity } from '../entities/call-record.entity.js';

type Select = SelectQueryBuilder<CallRecordEntity>;

/** Fewer characters than this make no trigram: looking for them anywhere would read every record. */
const SHORTEST_PART = 3;

const equals = {
  direction: 'direction',
  disposition: 'disposition',
  endReason: 'endReason',
  trunkId: 'trunkId',
  routeId: 'routeId',
  hangupCause: 'hangupCause',
  sipCode: 'sipCode',
  linkedid: 'linkedid',
} as const;

const bounds = {
  minDurationSeconds: ['durationSeconds', '>='],
  maxDurationSeconds: ['durationSeconds', '<='],
  minBilledSeconds: ['billedSeconds', '>='],
  maxBilledSeconds: ['billedSeconds', '<='],
  from: ['startedAt', '>='],
  to: ['startedAt', '<'],
} as const;

const fromColumns = ['from', 'fromE164'];
const toColumns = ['to', 'toE164'];

/** Narrows `select` to the records that fit all of the filter. Records that another one supersedes never do. */
export function filterRecords(select: Select, filter: CallRecordFilter): Select {
  return narrowRecords(select, filter).andWhere('record.supersededBy IS NULL');
}

/** The same with those that another one supersedes. */
export function narrowRecords(select: Select, filter: CallRecordFilter): Select {
  for (const [name, column] of Object.entries(equals)) {
    const value = filter[name as keyof typeof equals];
    if (value !== undefined) select.andWhere(`record.${column} = :${name}`, { [name]: value });
  }
  for (const [name, [column, operator]] of Object.entries(bounds)) {
    const value = filter[name as keyof typeof bounds];
    if (value !== undefined) select.andWhere(`record.${column} ${operator} :${name}`, { [name]: value });
  }
  if (filter.extensionId !== undefined)
    select.andWhere('record.extensionIds @> ARRAY[:extensionId]::uuid[]', { extensionId: filter.extensionId });
  if (filter.sipCallId !== undefined)
    // Found first, by its own index: Postgres takes a Call-ID for common and would walk through every record by time.
    select.andWhere(
      'record.id = ANY(ARRAY(SELECT found.id FROM call_records found WHERE found.sip_call_ids @> ARRAY[:sipCallId]::text[]))',
      { sipCallId: filter.sipCallId },
    );
  byNumber(select, 'fromNumber', fromColumns, filter.fromNumber, filter.fromNumberPrefix, filter.fromNumberContains);
  byNumber(select, 'toNumber', toColumns, filter.toNumber, filter.toNumberPrefix, filter.toNumberContains);
  if (filter.name !== undefined) anyLike(select, 'name', ['fromName'], part(filter.name));
  const wanted = plain(filter.search ?? '').trim();
  if (wanted.length >= SHORTEST_PART)
    anyLike(select, 'search', [...fromColumns, 'fromName', ...toColumns], part(wanted));
  else if (wanted) anyLike(select, 'search', [...fromColumns, ...toColumns], prefix(wanted));
  return select;
}

function byNumber(
  select: Select,
  name: string,
  columns: readonly string[],
  equal: string | undefined,
  begins: string | undefined,
  contains: string | undefined,
): void {
  if (equal !== undefined) anyOf(select, `${name}Equal`, columns, '=', plain(equal));
  if (begins !== undefined) anyLike(select, `${name}Begins`, columns, prefix(begins));
  if (contains !== undefined) anyLike(select, `${name}Contains`, columns, part(contains));
}

/** Without letters there is no case to ignore, and LIKE compares bytes. */
const anyLike = (select: Select, name: string, columns: readonly string[], pattern: string): void =>
  anyOf(select, name, columns, /\p{L}/u.test(pattern) ? 'ILIKE' : 'LIKE', pattern);

function anyOf(select: Select, name: string, columns: readonly string[], operator: string, value: string): void {
  const each = columns.map((column) => `record.${column} ${operator} :${name}`);
  select.andWhere(`(${each.join(' OR ')})`, { [name]: value });
}
