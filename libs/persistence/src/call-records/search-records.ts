import type { CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import { type DataSource, In } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { filterRecords, narrowRecords } from './record-filter.js';
import { columnOf, ordered, type Place, placeOf, type SortColumn, selectRecords, within } from './select-records.js';

/** Records that are walked through at first. What is found among them says how many more it would take. */
const LOOK = 5000;
/** And then, where nothing was. */
const SECOND_LOOK = 20_000;
/** Most records that are looked through then: finding all that fit, however old, is quicker than that. */
const WALK = 300_000;
/** Where what is found lies farther apart than so far. */
const MARGIN = 1.5;

/** Each has an index of its own that has the newest first. */
const indexed = ['sipCode', 'hangupCause', 'endReason', 'routeId', 'trunkId', 'disposition', 'direction'] as const;
/** Each leaves so few that there is nothing to decide. */
const single = ['linkedid', 'sipCallId'] as const;

/**
 * The first records after a place that fit the filter, also among ten million. Postgres would have to guess whether to
 * walk through the records in their order until enough fit, or to find all that fit and sort them, and either may take
 * very long when it guesses wrong: part of a number has no statistics. So it is tried on the first few thousand (ADR 20).
 */
export async function searchRecords(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  after: Place | null,
  limit: number,
): Promise<CallRecordEntity[]> {
  const walk = walkOf(filter, sort);
  if (walk === null) return selectRecords(ds, filter, sort, { after }, limit);
  const rows: CallRecordEntity[] = [];
  let [place, walked] = [after, 0];
  for (let next = LOOK; walked + next <= WALK; next = farther(limit - rows.length, rows.length, walked)) {
    const edge = await edgeOf(ds, walk, sort, place, next);
    rows.push(...(await selectRecords(ds, filter, sort, { after: place, upTo: edge }, limit - rows.length)));
    if (edge === null || rows.length >= limit) return rows;
    [place, walked] = [edge, walked + next];
  }
  return [...rows, ...(await selectAtOnce(ds, filter, sort, place, limit - rows.length))];
}

/** How many more records it takes until so many are found, by what was found so far. */
function farther(wanted: number, found: number, walked: number): number {
  if (found === 0) return walked === LOOK ? SECOND_LOOK : Number.POSITIVE_INFINITY;
  return Math.max(walked, Math.ceil((wanted / found) * walked * MARGIN));
}

/** The span of time that is looked through; null when one index serves the whole filter in the order asked for. */
function walkOf(filter: CallRecordFilter, sort: CallRecordSort): CallRecordFilter | null {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (given.length === 0 || single.some((name) => filter[name] !== undefined)) return null;
  if (columnOf(sort) !== 'startedAt') return {};
  const isTime = ([name]: [string, unknown]) => name === 'from' || name === 'to';
  const others = given.filter((each) => !isTime(each));
  if (others.length === 0 || (others.length === 1 && indexed.some((name) => filter[name] !== undefined))) return null;
  return Object.fromEntries(given.filter(isTime)) as CallRecordFilter;
}

/** The place of the record that is so many further on, null when there are not as many. The index alone tells. */
async function edgeOf(
  ds: DataSource,
  walk: CallRecordFilter,
  sort: CallRecordSort,
  after: Place | null,
  records: number,
): Promise<Place | null> {
  const query = narrowRecords(ds.createQueryBuilder(CallRecordEntity, 'record'), walk)
    .select(`record.${columnOf(sort)}`, columnOf(sort))
    .addSelect('record.id', 'id')
    .offset(records - 1)
    .limit(1);
  const row = await ordered(within(query, sort, { after }), sort).getRawOne<
    Pick<CallRecordEntity, SortColumn | 'id'>
  >();
  return row ? placeOf(row, sort) : null;
}

/** Finds all that fit by whatever index, and then the first of them: OFFSET 0 keeps Postgres from walking in their order. */
async function selectAtOnce(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  after: Place | null,
  limit: number,
): Promise<CallRecordEntity[]> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const fitting = filterRecords(ds.createQueryBuilder(CallRecordEntity, 'record'), filter)
    .select('record.id', 'id')
    .addSelect(`record.${columnOf(sort)}`, 'place');
  const [all, values] = within(fitting, sort, { after }).getQueryAndParameters();
  const rows = await ds.query<{ id: string }[]>(
    `SELECT id FROM (${all} OFFSET 0) fitting ORDER BY place ${direction}, id ${direction} LIMIT ${limit}`,
    values,
  );
  return ds.manager.find(CallRecordEntity, {
    where: { id: In(rows.map(({ id }) => id)) },
    order: { [columnOf(sort)]: direction, id: direction },
  });
}
