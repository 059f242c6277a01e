import type {
  AreaCallerId,
  CalledNumbers,
  Callers,
  DialPattern,
  HangupReason,
  Rate,
  RingStrategy,
  ScheduleCreate,
  ScheduleState,
  TrunkOrder,
} from '@trunkline/contracts';
import { hangupReasons, mayHaveFallback, scheduleStates, weekdays } from '@trunkline/contracts';

/** A destination made at random; extensions, groups and routes by their place. */
export type Place =
  | { type: 'extension'; extension: number }
  | { type: 'ring_group'; group: number }
  | { type: 'external'; number: string; route: number }
  | { type: 'hangup'; cause: HangupReason };

/** Routes, ring groups and numbers made at random; `trunks` and `members` by their place. */
export interface Numbering {
  /** What each trunk charges, null where that is not known. */
  rates: (Rate[] | null)[];
  routes: {
    name: string;
    position: number;
    enabled: boolean;
    patterns: DialPattern[];
    trunks: number[];
    order: TrunkOrder;
    emergency: boolean;
    allowedGroups: string[];
    callerId: string | null;
    areaCallerIds: AreaCallerId[];
  }[];
  groups: {
    name: string;
    number: string | null;
    strategy: RingStrategy;
    members: number[];
    noAnswer: Place | null;
    enabled: boolean;
  }[];
  numbers: { number: string; destination: Place | null; fallback: Place | null; enabled: boolean }[];
  schedules: ScheduleCreate[];
  /** `overOurs`: for the trunk that calls, for another one, or for any. */
  inbound: {
    name: string;
    position: number;
    enabled: boolean;
    numbers: CalledNumbers[];
    callers: Callers[];
    overOurs: boolean | null;
    schedule: { schedule: number; state: ScheduleState } | null;
    destination: Place | null;
    fallback: Place | null;
  }[];
}

type Random = () => number;
const upTo = (random: Random, most: number): number => Math.floor(random() * most);
const one = <T>(random: Random, of: readonly T[]): T => of[upTo(random, of.length)] as T;
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Few digits, so that patterns overlap. */
const digits = ['0', '1', '2', '9'];
const parts = [...digits, 'X', 'Z', 'N', '[1-3]', '[029]'];

/** One to five routes over some of the trunks, and one to three groups of some of the extensions. */
export function aNumbering(random: Random, { trunks, extensions }: { trunks: number; extensions: number }): Numbering {
  const routes = times(1 + upTo(random, 5), () => {
    const emergency = random() < 0.15;
    return {
      name: `Route ${Math.floor(random() * 1e9)}`,
      position: upTo(random, 4) * 10,
      enabled: random() < 0.8,
      patterns: times(1 + upTo(random, 3), () => (emergency ? anEmergencyNumber(random) : aPattern(random))),
      trunks: shuffled(random, trunks).slice(0, 1 + upTo(random, trunks)),
      order: emergency || random() < 0.4 ? ('listed' as const) : ('least_cost' as const),
      emergency,
      allowedGroups: emergency || random() < 0.6 ? [] : ['boss', one(random, ['staff', 'lobby'])],
      callerId: random() < 0.6 ? null : '+15550200009',
      areaCallerIds: random() < 0.6 ? [] : areas.filter(() => random() < 0.6),
    };
  });
  const there = { extensions, routes: routes.length };
  const groupNumbers = shuffled(random, groupNumbersOf.length).map((n) => groupNumbersOf[n] ?? null);
  const count = 1 + upTo(random, 3);
  const groups = times(count, () => ({
    name: `Group ${Math.floor(random() * 1e9)}`,
    number: random() < 0.8 ? (groupNumbers.pop() ?? null) : null,
    strategy: one(random, ['all', 'in_order'] as const),
    members: shuffled(random, extensions).slice(0, 1 + upTo(random, extensions)),
    noAnswer: null,
    enabled: random() < 0.85,
    // One leads to those after it alone, so that nothing goes round.
  })).map((group, n) => ({ ...group, noAnswer: aPlace(random, { ...there, groups: range(n + 1, count) }) }));
  const numbers = times(4, (n) => ({
    number: `+155503000${n}`,
    ...aWay(random, { ...there, groups: range(0, count) }),
    enabled: random() < 0.9,
  }));
  const schedules = times(2, () => aSchedule(random));
  const inbound = times(upTo(random, 6), (n) => ({
    name: `Inbound ${Math.floor(random() * 1e9)}`,
    // In an order of their own, since one that another takes all calls of is refused.
    position: n * 10,
    enabled: random() < 0.85,
    numbers: times(upTo(random, 3), () => calledNumbers(random)),
    callers: times(upTo(random, 3), () => callers(random)),
    overOurs: one(random, [true, false, null, null]),
    schedule: random() < 0.5 ? null : { schedule: upTo(random, schedules.length), state: one(random, scheduleStates) },
    ...aWay(random, { ...there, groups: range(0, count) }),
  }));
  const rates = times(trunks, () => (random() < 0.25 ? null : someRates(random)));
  return { rates, routes, groups, numbers, schedules, inbound };
}

/** Prices by prefixes of what `aDialledNumber` and `aPlace` make; some cost the same. */
const someRates = (random: Random): Rate[] =>
  ['1', '12', '121', '2', '22', '4', '49', '491', '499', '9', '91', '99', '992']
    .filter((prefix) => prefix === '1' || random() < 0.6)
    .map((prefix) => ({ prefix, price: one(random, ['0.01', '0.02', '0.02', '0.03']), name: null }));

/** Hours and holidays around the instants of `anInstant`. */
function aSchedule(random: Random): ScheduleCreate {
  const hours = () =>
    one(
      random,
      [0, 1, 2].map((n) => ({ from: `${8 + n}:30`.padStart(5, '0'), to: `1${n}:00` })),
    );
  return {
    name: `Schedule ${Math.floor(random() * 1e9)}`,
    timezone: one(random, ['Europe/Berlin', 'America/New_York', 'UTC']),
    weekly: times(upTo(random, 4), () => ({ days: [...weekdays].filter(() => random() < 0.7), ...hours() })).filter(
      ({ days }) => days.length > 0,
    ),
    holidays: times(upTo(random, 3), () => ({
      name: 'A day off',
      from: '2026-12-24',
      to: one(random, ['2026-12-24', '2026-12-26']),
      hours: random() < 0.5 ? [] : [{ from: '08:00', to: '09:00' }],
    })),
    override: random() < 0.85 ? null : one(random, ['open', 'closed'] as const),
  };
}

/** An instant at which some of `aSchedule` begin or end, in one zone or another. */
export function anInstant(random: Random): Date {
  const day = one(random, ['2026-12-23', '2026-12-24', '2026-12-25', '2026-12-27', '2026-07-06']);
  const hour = String(6 + upTo(random, 10)).padStart(2, '0');
  return new Date(`${day}T${hour}:${one(random, ['00', '29', '30', '59'])}:${one(random, ['00', '30'])}Z`);
}

function calledNumbers(random: Random): CalledNumbers {
  const plus = one(random, ['', '+']);
  const kind = random();
  if (kind < 0.3) return { type: 'exact', number: `${plus}1555030000${upTo(random, 4)}` };
  if (kind < 0.6) return { type: 'prefix', prefix: plus + one(random, ['1', '15550300', '155503000', '15550300002']) };
  const [from, to] = [upTo(random, 20), upTo(random, 20)].sort((a, b) => a - b).map((n) => 15_550_299_990 + n);
  return { type: 'range', from: `${plus}${from}`, to: `${to}` };
}

function callers(random: Random): Callers {
  if (random() < 0.3) return { type: 'anonymous' };
  return { type: 'prefix', prefix: one(random, ['1555010900', '+15550109001', '15550109002', '030', '+4']) };
}

/** Who calls: one of those that routes name, another one, or somebody who withholds it (null). */
export const aCaller = (random: Random): string | null =>
  one(random, ['15550109001', '+15550109002', '15550109003', '0301', '4930', '12', null]);

/** Some fit patterns, and one is the beginning of another. */
const groupNumbersOf = ['20', '21', '120', '12', '991'];
const range = (from: number, to: number): number[] => times(to - from, (n) => from + n);

interface There {
  extensions: number;
  routes: number;
  groups: readonly number[];
}

/** Where calls are led, and for half of those that can be led somewhere a place for what cannot be reached. */
function aWay(random: Random, there: There): { destination: Place | null; fallback: Place | null } {
  const destination = aPlace(random, there);
  const fallback = mayHaveFallback(destination?.type ?? null) && random() < 0.5 ? aPlace(random, there) : null;
  return { destination, fallback };
}

function aPlace(random: Random, there: There): Place | null {
  const kind = random();
  if (kind < 0.3 && there.groups.length > 0) return { type: 'ring_group', group: one(random, there.groups) };
  if (kind < 0.5) return { type: 'extension', extension: upTo(random, there.extensions) };
  if (kind < 0.75) {
    const number = one(random, ['+4930123', '004930', '12', '99']);
    return { type: 'external', number, route: upTo(random, there.routes) };
  }
  return kind < 0.9 ? { type: 'hangup', cause: one(random, hangupReasons) } : null;
}

/** Two of them fit patterns, and nobody has one of these numbers. */
const anEmergencyNumber = (random: Random): DialPattern => ({
  match: one(random, ['110', '911', '19']),
  strip: 0,
  prepend: one(random, ['', '0']),
});

/** Some of what `aDialledNumber` and `aPlace` make begins so. */
const areas: AreaCallerId[] = ['+4', '49', '1', '12', '9', '99', '0'].map((prefix, n) => ({
  prefix,
  callerId: `+1555020001${n}`,
}));

function aPattern(random: Random): DialPattern {
  const open = random() < 0.4;
  const length = 1 + upTo(random, 4);
  const start = random() < 0.15 ? '+' : '';
  const prepend = one(random, ['', '', '49', '+1']);
  const shortest = start.length + length + (open ? 1 : 0);
  return {
    match: `${start}${times(length, () => one(random, parts)).join('')}${open ? '.' : ''}`,
    // At least one of what was dialled is left, unless something stands in its place.
    strip: upTo(random, prepend === '' ? shortest : shortest + 2),
    prepend,
  };
}

function shuffled(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, n) => [random(), n] as const)
    .sort(([a], [b]) => a - b)
    .map(([, n]) => n);
}

/** What fits one of the patterns, as a rule; else an extension, a code, or anything. */
export function aDialledNumber(random: Random, { routes, groups }: Numbering): string {
  const kind = random();
  if (kind > 0.8) {
    const number = one(random, groups).number ?? '20';
    return kind > 0.97 ? `*8${number}` : number;
  }
  if (kind < 0.12) return one(random, ['11', '112', '2001', '1000']);
  // Nothing rings at 1000, which is not registered, that could be picked up meanwhile.
  if (kind < 0.18) return one(random, ['*81000', '*8711', '*89', '*71', '*79', '*70', '*1']);
  if (kind < 0.35) return times(1 + upTo(random, 6), () => one(random, digits)).join('');
  const { match } = one(
    random,
    routes.flatMap(({ patterns }) => patterns),
  );
  return match
    .replace(/\[([^\]]*)\]/g, (_, set: string) => one(random, [...set.replace('-', '')]))
    .replace(/[XZN]/g, (kind) => one(random, kind === 'N' ? ['2', '9'] : ['1', '2', '9']))
    .replace(/\.$/, () => times(1 + upTo(random, 3), () => one(random, digits)).join(''));
}

/** A number of ours as a carrier writes it, with its plus, without or as it is dialled abroad; now and then one that nobody has. */
export function aCalledNumber(random: Random, { numbers }: Numbering): string {
  const number = random() < 0.25 ? one(random, ['+15550309999', '+15550299995']) : one(random, numbers).number;
  return one(random, [number, number.slice(1), `00${number.slice(1)}`]);
}
