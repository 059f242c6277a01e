import type { CallRecordFilter } from '@trunkline/contracts';
import type { SelectQueryBuilder } from 'typeorm';
import { part, plain, prefix } from '../data-source/like.js';
import type { CallRecordKeyEntity } from '../entities/call-record-key.entity.js';

type Select = SelectQueryBuilder<CallRecordKeyEntity>;

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
} as const;

const bounds = {
  minDurationSeconds: ['durationSeconds', '>='],
  maxDurationSeconds: ['durationSeconds', '<='],
  minBilledSeconds: ['billedSeconds', '>='],
  maxBilledSeconds: ['billedSeconds', '<='],
  from: ['startedAt', '>='],
  to: ['startedAt', '<'],
} as const;

/** Found first, each by an index of call_records: Postgres takes a Call-ID for common and would walk by time. */
const ids = { linkedid: 'found.linkedid = :linkedid', sipCallId: 'found.sip_call_ids @> ARRAY[:sipCallId]::text[]' };

const fromColumns = ['from', 'fromE164'];
const toColumns = ['to', 'toE164'];
const allColumns = ['from', 'fromE164', 'fromName', 'to', 'toE164'];

const NUMBER = /^\+?\d+$/;
/** The end of a number tells it from others; its beginning they have in common, and looking that up takes longest. */
const TELLING_DIGITS = 7;

/** Stands between the texts of the index of parts, as its migration wrote it. */
const BETWEEN = '\x01';
/** What that index is of: Postgres uses it where a condition says the same. */
const parties = allColumns.map((column) => `coalesce(record.${column}, '')`).join(` || E'\\x01' || `);

/** Narrows `select` to the records that fit all of the filter. */
export function filterRecords(select: Select, filter: CallRecordFilter): Select {
  for (const [name, column] of Object.entries(equals)) {
    const value = filter[name as keyof typeof equals];
    if (value !== undefined) select.andWhere(`record.${column} = :${name}`, { [name]: value });
  }
  for (const [name, [column, operator]] of Object.entries(bounds)) {
    const value = filter[name as keyof typeof bounds];
    if (value !== undefined) select.andWhere(`record.${column} ${operator} :${name}`, { [name]: value });
  }
  for (const [name, condition] of Object.entries(ids)) {
    const value = filter[name as keyof typeof ids];
    if (value === undefined) continue;
    const found = `SELECT found.id FROM call_records found WHERE ${condition}`;
    select.andWhere(`record.id = ANY(ARRAY(${found}))`, { [name]: value });
  }
  if (filter.extensionId !== undefined)
    select.andWhere('record.extensionIds @> ARRAY[:extensionId]::uuid[]', { extensionId: filter.extensionId });
  byNumber(select, 'fromNumber', fromColumns, filter.fromNumber, filter.fromNumberPrefix, filter.fromNumberContains);
  byNumber(select, 'toNumber', toColumns, filter.toNumber, filter.toNumberPrefix, filter.toNumberContains);
  if (filter.name !== undefined) contains(select, 'name', ['fromName'], filter.name);
  const wanted = plain(filter.search ?? '').trim();
  if (wanted.length >= SHORTEST_PART) contains(select, 'search', allColumns, wanted);
  else if (wanted) begins(select, 'search', [...fromColumns, ...toColumns], wanted);
  return select;
}

function byNumber(
  select: Select,
  name: string,
  columns: readonly string[],
  equal: string | undefined,
  beginning: string | undefined,
  contained: string | undefined,
): void {
  if (equal !== undefined) anyOf(select, `${name}Equal`, columns, '=', plain(equal));
  if (beginning !== undefined) begins(select, `${name}Begins`, columns, beginning);
  if (contained !== undefined) contains(select, `${name}Contains`, columns, contained);
}

/** The index of parts has both parties in one text: where not all of it is meant, the columns are looked at too. */
function contains(select: Select, name: string, columns: readonly string[], text: string): void {
  const looked = NUMBER.test(text) ? text.slice(-TELLING_DIGITS) : text;
  select.andWhere(`${parties} ${like(text)} :${name}Indexed`, { [`${name}Indexed`]: part(looked) });
  if (columns !== allColumns || looked !== text || text.includes(BETWEEN))
    anyOf(select, name, columns, like(text), part(text));
}

/** Each number has an index of beginnings, which knows letters as they are written only: then it is found as a part. */
function begins(select: Select, name: string, columns: readonly string[], text: string): void {
  const pattern = prefix(text);
  anyOf(select, name, columns, like(text), pattern);
  if (like(text) === 'LIKE') return;
  const later = { [`${name}Later`]: `%${BETWEEN}${pattern}` };
  select.andWhere(`(${parties} ILIKE :${name} OR ${parties} ILIKE :${name}Later)`, later);
}

/** Without letters there is no case to ignore, and LIKE compares bytes. */
const like = (text: string): string => (/\p{L}/u.test(text) ? 'ILIKE' : 'LIKE');

function anyOf(select: Select, name: string, columns: readonly string[], operator: string, value: string): void {
  const each = columns.map((column) => `record.${column} ${operator} :${name}`);
  select.andWhere(`(${each.join(' OR ')})`, { [name]: value });
}
