import type { CalledNumbers, Callers, InboundRoute } from '@trunkline/contracts';
import { isInState } from '../schedules/schedule-at.js';
import { bare, isCalled } from './called-patterns.js';

/** What of an inbound route decides which calls it takes. */
export type Conditions = Pick<InboundRoute, 'numbers' | 'trunkIds' | 'callers' | 'schedule'>;

/**
 * Whether every call that `later` would take is taken by `earlier`, as far as one of its conditions alone shows it: two
 * ranges that only together hold a third one do not count.
 */
export function takesAllOf(earlier: Conditions, later: Conditions): boolean {
  return (
    holds(earlier.numbers, later.numbers, holdsNumbers) &&
    holds(earlier.trunkIds, later.trunkIds, (one, other) => one === other) &&
    holds(earlier.callers, later.callers, holdsCallers) &&
    holdsTimes(earlier.schedule, later.schedule)
  );
}

/** An empty list takes everything. */
function holds<T>(all: readonly T[], others: readonly T[], holdsOne: (one: T, other: T) => boolean): boolean {
  if (all.length === 0) return true;
  return others.length > 0 && others.every((other) => all.some((one) => holdsOne(one, other)));
}

function holdsNumbers(one: CalledNumbers, other: CalledNumbers): boolean {
  switch (other.type) {
    case 'exact':
      return isCalled(one, other.number);
    case 'range':
      return isCalled(one, other.from) && isCalled(one, other.to);
    case 'prefix':
      return one.type === 'prefix' && isCalled(one, other.prefix);
  }
}

function holdsCallers(one: Callers, other: Callers): boolean {
  if (one.type === 'anonymous' || other.type === 'anonymous') return one.type === other.type;
  return bare(other.prefix).startsWith(bare(one.prefix));
}

function holdsTimes(one: InboundRoute['schedule'], other: InboundRoute['schedule']): boolean {
  if (one === null) return true;
  return other !== null && one.scheduleId === other.scheduleId && isInState(one.state, other.state);
}
