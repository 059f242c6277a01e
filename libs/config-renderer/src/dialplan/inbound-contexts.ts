import {
  type CalledNumbers,
  calledNumbersSchema,
  callersSchema,
  scheduleStateSchema,
  scheduleStates,
} from '@trunkline/contracts';
import { bare, calledPatterns, isInState, type PbxSnapshot, type SnapshotInboundRoute } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ourName } from '../conf/names.js';
import { type Action, actionsIn, type Fallback } from './actions.js';
import { scheduleContext } from './schedule-contexts.js';
import { searchPart } from './search-order.js';

/** One inbound route as a context of the dialplan. */
export interface InboundContext {
  name: string;
  /** Extensions of the dialplan: numbers, and patterns with their underscore. */
  extens: string[];
  /** What has to hold beside the number; null: nothing. */
  conditions: Conditions | null;
  action: Action;
  fallback: Fallback | null;
}

export interface Conditions {
  /** Names of the trunks that it is for; null: any. */
  trunks: string[] | null;
  /** Beginnings of the caller's digits, and whether one who shows none is meant; null: anybody. */
  callers: { prefixes: string[]; anonymous: boolean } | null;
  /** The context that is asked for the time, and what it may answer. */
  schedule: { context: string; states: string[] } | null;
  /** Where the search goes on when one of them does not hold. */
  next: string;
}

export const inboundSearch = 'tl-inbound';

/** The contexts of the inbound routes in their order, in parts: after one with conditions a new part begins. */
export function inboundContexts(snapshot: PbxSnapshot): InboundContext[][] {
  const actionOf = actionsIn(snapshot);
  const trunks = new Map(snapshot.trunks.map(({ id, ref }) => [id, ourName('trunk', ref)]));
  const schedules = new Map(snapshot.schedules.map(({ id, ref }) => [id, scheduleContext(ref)]));
  const parts: InboundContext[][] = [[]];
  for (const [position, route] of snapshot.inboundRoutes.entries()) {
    const ref = ourName('inbound', route.ref);
    const overTrunks = route.trunkIds.flatMap((id) => trunks.get(id) ?? []);
    const context = route.schedule && schedules.get(route.schedule.scheduleId);
    // No call comes over trunks that are disabled, and a schedule that Asterisk refused says nothing.
    if ((route.trunkIds.length > 0 && overTrunks.length === 0) || context === undefined) continue;
    const wanted = {
      trunks: route.trunkIds.length === 0 ? null : overTrunks,
      callers: route.callers.length === 0 ? null : callersOf(ref, route.callers),
      schedule: route.schedule && context !== null ? { context, states: statesOf(ref, route.schedule.state) } : null,
    };
    const isBound = Object.values(wanted).some((condition) => condition !== null);
    const name = `tl-in-${position + 1}-${ref}`;
    parts.at(-1)?.push({
      name,
      extens: extensOf(ref, route.numbers),
      conditions: isBound ? { ...wanted, next: searchPart(inboundSearch, parts.length) } : null,
      action: actionOf(route.destination),
      fallback: route.fallback && { context: `${name}-fallback`, action: actionOf(route.fallback) },
    });
    if (isBound) parts.push([]);
  }
  return parts;
}

/** What a schedule may answer for a route that is for `state`. */
function statesOf(ref: string, state: string): string[] {
  const checked = scheduleStateSchema.safeParse(state);
  if (!checked.success) throw new ConfRefusedError(`inbound route ${ref}`, 'is for what no schedule says');
  return scheduleStates.filter((each) => isInState(checked.data, each));
}

/** A carrier writes a number with and without its plus. All of it is checked: it becomes dialplan. */
function extensOf(ref: string, numbers: readonly CalledNumbers[]): string[] {
  if (numbers.length === 0) return ['_[0-9+]!'];
  const checked = numbers.map((each) => {
    const { success, data } = calledNumbersSchema.safeParse(each);
    if (!success) throw new ConfRefusedError(`inbound route ${ref}`, 'has a number that is none');
    return data;
  });
  const patterns = new Set(checked.flatMap(calledPatterns));
  return [...patterns].flatMap((pattern) =>
    [`+${pattern}`, pattern].map((exten) => (/^\+?\d+$/.test(exten) ? exten : `_${exten}`)),
  );
}

function callersOf(ref: string, callers: SnapshotInboundRoute['callers']): Conditions['callers'] {
  const checked = callersSchema.array().safeParse(callers);
  if (!checked.success) throw new ConfRefusedError(`inbound route ${ref}`, 'has a caller that is none');
  const prefixes = checked.data.flatMap((each) => (each.type === 'prefix' ? [bare(each.prefix)] : []));
  return { prefixes, anonymous: checked.data.some(({ type }) => type === 'anonymous') };
}
