import type { CallRecordFilter, CallRecordSort } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';
import { edgeByCounts } from './edge-by-counts.js';
import {
  columnOf,
  directionOf,
  fitting,
  ordered,
  type Place,
  type PlaceRow,
  places,
  placesOf,
  type Span,
  selectPlaces,
  walkThrough,
} from './select-records.js';

/** Records that are walked through at first. What is found among them says how many more it would take. */
const LOOK = 5000;
/** And then, where nothing was. */
const SECOND_LOOK = 20_000;
/** Most records among which Postgres may walk in their order; of more it finds all that fit, however far it guesses them. */
const WALK = 100_000;
/** Most records that one look after the other is worth: of what lies farther apart there are so few that all are found. */
const REACH = 1_500_000;
/** Where what is found lies farther apart than so far. */
const MARGIN = 1.5;

/** Each has an index of its own that has the newest first. */
const indexed = ['sipCode', 'hangupCause', 'endReason', 'routeId', 'trunkId', 'disposition', 'direction'] as const;
/** Each leaves so few that there is nothing to decide. */
const single = ['linkedid', 'sipCallId'] as const;
/** What the index of trunks has of each record: no row is looked at. */
const ofTrunk: readonly string[] = [
  'trunkId',
  'disposition',
  'hangupCause',
  'sipCode',
  'direction',
  'minDurationSeconds',
  'maxDurationSeconds',
  'minBilledSeconds',
  'maxBilledSeconds',
];

/**
 * The places of the first records after one that fit the filter, also among ten million. Postgres would have to guess
 * whether to walk through the records in their order until enough fit, or to find all that fit and sort them, and either
 * may take very long when it guesses wrong: part of a number has no statistics. So it is tried on the first few thousand
 * (ADR 20).
 */
export async function searchRecords(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  const walk = walkOf(filter, sort);
  if (walk === null) return selectPlaces(ds, filter, sort, { after }, limit);
  const found: Place[] = [];
  const byTime = columnOf(sort) === 'startedAt';
  let [place, walked] = [after, 0];
  for (
    let next = LOOK;
    walked + next <= (byTime ? REACH : WALK);
    next = farther(limit - found.length, found.length, walked)
  ) {
    const edge = await (byTime && place !== null && walked > 0
      ? edgeByCounts(ds, walk, sort, place, next)
      : edgeOf(ds, walk, sort, place, next));
    const span = { after: place, upTo: edge };
    const wanted = limit - found.length;
    const isWalk = byTime && next <= SECOND_LOOK && (walked === 0 || found.length > 0);
    const select = next > WALK ? selectAtOnce : selectPlaces;
    found.push(
      ...(await (isWalk ? walkThrough(ds, walk, filter, sort, span, wanted) : select(ds, filter, sort, span, wanted))),
    );
    if (edge === null || found.length >= limit) return found;
    [place, walked] = [edge, walked + next];
  }
  return [...found, ...(await selectAtOnce(ds, filter, sort, { after: place }, limit - found.length))];
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
  if (filter.trunkId !== undefined && others.every(([name]) => ofTrunk.includes(name))) return null;
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
  const [place] = await places(
    ordered(fitting(ds, walk, sort, { after }), sort)
      .offset(records - 1)
      .limit(1),
  );
  return place ?? null;
}

/** Finds all that fit by whatever index, and then the first of them: OFFSET 0 keeps Postgres from walking in their order. */
async function selectAtOnce(
  ds: DataSource,
  filter: CallRecordFilter,
  sort: CallRecordSort,
  span: Span,
  limit: number,
): Promise<Place[]> {
  const direction = directionOf(sort);
  const [all, values] = fitting(ds, filter, sort, span).getQueryAndParameters();
  const rows = await ds.query<PlaceRow[]>(
    `SELECT place, id FROM (${all} OFFSET 0) fitting ORDER BY place ${direction}, id ${direction} LIMIT ${limit}`,
    values,
  );
  return placesOf(rows);
}
