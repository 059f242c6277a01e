import type { CalledNumbers, RoutingQuestion } from '@trunkline/contracts';
import { isCalled, isCaller, isInState, type Routing, type SnapshotInboundRoute, scheduleAt } from '@trunkline/domain';
import { destinationSteps } from './destination-steps.js';
import { found, pick, type Walk } from './rules.js';

/** Looks through the inbound routes: the first whose number, trunk, caller and time fit is taken. */
export function inboundRoutes(walk: Walk, routing: Routing, question: RoutingQuestion, at: Date): void {
  for (const route of routing.snapshot.inboundRoutes) {
    const about = { ...pick(route), pattern: called(route.numbers) };
    const misfit = misfitOf(routing, route, question, at);
    if (walk.steps === null) {
      if (misfit !== null) walk.rules.push(found.noMatch('inbound_route', misfit, about));
      else {
        walk.rules.push(found.matched('inbound_route', 'Everything that it asks for fits.', about));
        walk.steps = destinationSteps(routing, route.destination, { callerId: null, fallback: route.fallback });
      }
    } else if (misfit === null) {
      walk.rules.push(found.notReached('inbound_route', 'It fits too, and comes later.', about));
    }
  }
  for (const { id, name, numbers } of routing.disabled.inboundRoutes) {
    if (!isNumber(numbers, question.to)) continue;
    const about = { id, name, pattern: called(numbers) };
    walk.rules.push(found.disabled('inbound_route', 'It is for this number, and disabled.', about));
  }
}

/** The first thing about a call that a route is not for, as the dialplan looks; null when there is none. */
function misfitOf(
  { snapshot, disabled }: Routing,
  { numbers, trunkIds, callers, schedule }: SnapshotInboundRoute,
  { to, from, trunkId }: RoutingQuestion,
  at: Date,
): string | null {
  if (!isNumber(numbers, to)) return 'It is for other numbers.';
  if (trunkIds.length > 0 && !(trunkId !== null && trunkIds.includes(trunkId)))
    return 'It is for calls over other trunks.';
  // No call comes over a trunk that is disabled.
  if (trunkIds.length > 0 && disabled.trunks.some(({ id }) => id === trunkId)) return 'The trunk is disabled.';
  if (!isCaller(callers, from))
    return from === null ? 'It is for callers who show their number.' : 'It is for other callers.';
  if (schedule === null) return null;
  const found = snapshot.schedules.find(({ id }) => id === schedule.scheduleId);
  if (!found) return 'Its schedule is gone.';
  const verdict = scheduleAt(found, at);
  if (isInState(schedule.state, verdict.state)) return null;
  const holiday = verdict.holiday === null ? '' : ` (${verdict.holiday})`;
  return `Schedule ${found.name} says ${verdict.state}${holiday}, and it is for ${schedule.state}.`;
}

const isNumber = (numbers: readonly CalledNumbers[], to: string): boolean =>
  numbers.length === 0 ? /^[0-9+]/.test(to) : numbers.some((each) => isCalled(each, to));

/** What a route is looked for by: its numbers as people write them; null: every one. */
const called = (numbers: readonly CalledNumbers[]): string | null =>
  numbers.length === 0 ? null : numbers.map(written).join(', ');

function written(numbers: CalledNumbers): string {
  if (numbers.type === 'exact') return numbers.number;
  return numbers.type === 'prefix' ? `${numbers.prefix}…` : `${numbers.from} - ${numbers.to}`;
}
