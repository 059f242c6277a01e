import {
  type FailoverClass,
  gatewayAddress,
  type RoutingExplanation,
  type RoutingQuestion,
  type RoutingRule,
  type RoutingStep,
} from '@trunkline/contracts';
import { matchesDialPattern, misfitOf, type Routing, rewriteNumber } from '@trunkline/domain';
import { type Action, type Entry, inboundEntries, internalEntries } from '../dialplan/entries.js';
import { gatewayGroups } from '../dialplan/gateway-order.js';
import { type OutboundContext, outboundContexts, type TrunkCall } from '../dialplan/outbound-contexts.js';
import { found, hangup, step, told } from './rules.js';

/** Codes of the static dialplan (asterisk-config/static/extensions.conf). */
export const fixedPatterns = { pickup: '*8[0-9].', parking: '*7[1-9]' } as const;

/** Rules looked at so far, and what happens, once one of them matched. */
interface Walk {
  rules: RoutingRule[];
  steps: RoutingStep[] | null;
}

/**
 * Where a call goes and why, made of what the dialplan is made of: `tl-from-extension` for a call of an extension,
 * `tl-from-trunk` for one of a trunk, whose includes are looked through in their order.
 */
export function explainRouting(routing: Routing, question: RoutingQuestion): RoutingExplanation {
  const walk: Walk = { rules: [], steps: null };
  if (question.direction === 'inbound') ourNumbers(walk, routing, question.to);
  else fromExtension(walk, routing, question);
  if (walk.steps === null) {
    walk.rules.push(found.matched('unknown', 'Nothing else has this number.'));
    walk.steps = [hangup(1)];
  }
  return { revision: routing.snapshot.revision, rules: walk.rules, steps: walk.steps };
}

function fromExtension(walk: Walk, routing: Routing, { from, to }: RoutingQuestion): void {
  if (from !== null) caller(walk, routing, from);
  extensions(walk, routing, to);
  if (walk.steps === null && matchesDialPattern(fixedPatterns.pickup, to)) pickup(walk, routing, to.slice(2));
  if (walk.steps === null && matchesDialPattern(fixedPatterns.parking, to)) parking(walk, to.slice(1));
  for (const context of outboundContexts(routing.snapshot)) route(walk, routing, context, to);
  for (const { id, name, patterns } of routing.disabled.routes)
    for (const { match } of patterns) {
      if (!matchesDialPattern(match, to)) continue;
      walk.rules.push(found.disabled('outbound_route', 'It fits, and is disabled.', { id, name, pattern: match }));
    }
}

function caller(walk: Walk, { snapshot, disabled }: Routing, from: string): void {
  const there = snapshot.extensions.find(({ number }) => number === from);
  const off = disabled.extensions.find(({ number }) => number === from);
  if (there) walk.rules.push(found.matched('caller', 'It may call.', { ...pick(there), pattern: from }));
  else if (off)
    walk.rules.push(
      found.disabled('caller', 'It is disabled: its phones cannot call.', { ...pick(off), pattern: from }),
    );
  else
    walk.rules.push(found.noMatch('caller', 'There is no such extension: nobody can call from it.', { pattern: from }));
}

function extensions(walk: Walk, routing: Routing, to: string): void {
  const entry = internalEntries(routing.snapshot).find(({ exten }) => exten === to);
  const off = routing.disabled.extensions.find(({ number }) => number === to);
  if (entry) reach(walk, routing, 'extension', entry);
  else if (off) walk.rules.push(found.disabled('extension', 'It is disabled.', { ...pick(off), pattern: to }));
  else walk.rules.push(found.noMatch('extension', `None of ${routing.snapshot.extensions.length} has this number.`));
}

function ourNumbers(walk: Walk, routing: Routing, to: string): void {
  const entry = inboundEntries(routing.snapshot).find(({ exten }) => exten === to);
  const off = routing.disabled.numbers.find(({ number }) => number.replace('+', '') === to.replace(/^\+/, ''));
  if (entry) reach(walk, routing, 'number', entry);
  else if (off) walk.rules.push(found.disabled('number', 'It is disabled.', { ...pick(off), pattern: to }));
  else walk.rules.push(found.noMatch('number', `None of ${routing.snapshot.numbers.length} is this one.`));
}

function reach(
  walk: Walk,
  { snapshot, disabled }: Routing,
  kind: 'extension' | 'number',
  { id, exten, action }: Entry,
): void {
  const target = extensionOf(action, snapshot.extensions);
  const number = snapshot.numbers.find((each) => each.id === id);
  const name = kind === 'extension' ? (target?.name ?? null) : (number?.number ?? null);
  walk.rules.push(found.matched(kind, 'It has exactly this number.', { id, name, pattern: exten }));
  if (target) {
    const text = 'Its phones ring for 60 s. Without a phone that is reachable: 480. Busy: 486. Nobody answers: 480.';
    walk.steps = [step('ring', text, { ...pick(target), number: target.number })];
    return;
  }
  const cause = action.kind === 'hangup' ? action.cause : 1;
  const off = disabled.extensions.find((each) => each.id === number?.destination?.extensionId);
  const why = off ? `The extension that it leads to, ${off.number} ${off.name}, is disabled. ` : 'It leads nowhere. ';
  const end = hangup(cause);
  walk.steps = [{ ...end, text: why + end.text }];
}

function extensionOf<T extends { sipUsername: string }>(action: Action, extensions: readonly T[]): T | undefined {
  if (action.kind !== 'ring') return undefined;
  return extensions.find(({ sipUsername }) => sipUsername === action.extension);
}

function pickup(walk: Walk, { snapshot }: Routing, digits: string): void {
  const wanted = digits.replace(/\D/g, '');
  walk.rules.push(found.matched('pickup', 'It takes a call that rings elsewhere.', { pattern: fixedPatterns.pickup }));
  const target = snapshot.extensions.find(({ number }) => number === wanted);
  walk.steps = target
    ? [step('pickup', 'Takes the call that rings there; 404 when none does.', { ...pick(target), number: wanted })]
    : [hangup(1)];
}

function parking(walk: Walk, place: string): void {
  walk.rules.push(found.matched('parking', 'It is a place for parked calls.', { pattern: fixedPatterns.parking }));
  const text = 'A call handed on to it waits there; dialled, it takes the call that waits there. Without one: 404.';
  walk.steps = [step('park', text, { number: place })];
}

function route(walk: Walk, routing: Routing, context: OutboundContext, to: string): void {
  const about = { id: context.route.id, name: context.route.name, pattern: context.match };
  const misfit = misfitOf(context.match, to);
  if (misfit !== null) {
    if (walk.steps === null) walk.rules.push(found.noMatch('outbound_route', told(misfit), { ...about, misfit }));
    return;
  }
  if (walk.steps !== null) {
    walk.rules.push(found.notReached('outbound_route', 'It fits too, and comes later.', about));
    return;
  }
  walk.rules.push(found.matched('outbound_route', 'The pattern fits.', about));
  const number = rewriteNumber(context, to);
  walk.steps = number === '' ? [hangup(1)] : [...overTrunks(routing, context, number), hangup(34)];
}

function overTrunks({ snapshot, disabled, trunkIds }: Routing, { route, trunks }: OutboundContext, number: string) {
  return (trunkIds.get(route.id) ?? []).flatMap((id): RoutingStep[] => {
    const off = disabled.trunks.find((trunk) => trunk.id === id);
    if (off) return [step('trunk_disabled', 'It is disabled, and passed over.', pick(off))];
    const trunk = snapshot.trunks.find((each) => each.id === id);
    const call = trunks.find(({ ref }) => ref === trunk?.ref);
    if (!trunk || !call) return [];
    return overTrunk(call, { ...pick(trunk), number });
  });
}

/** Its gateways one after the other, if it has some. Which of those of one priority comes first is drawn for each call. */
function overTrunk(
  { gateways, callerId, maxCalls, failoverOn }: TrunkCall,
  about: Partial<RoutingStep>,
): RoutingStep[] {
  const next = failoverOn.length === 0 ? 'Whatever its answer is, it ends the call.' : nextAfter(failoverOn);
  const given = { ...about, callerId, maxCalls, failoverOn };
  if (gateways.length === 0) return [step('trunk', next, given)];
  return gatewayGroups(gateways).flatMap((group) => {
    const addresses = group.map(gatewayAddress);
    const drawn = group.length > 1 ? addresses : [];
    const order = group.length > 1 ? `Which of ${addresses.join(' and ')} is asked first is drawn by weight. ` : '';
    return addresses.map((gateway) => step('trunk', `${order}${next}`, { ...given, gateway, drawn }));
  });
}

const nextAfter = (classes: readonly FailoverClass[]) =>
  `After ${classes.join(', ').replaceAll('_', ' ')} the next is asked; any other answer ends the call.`;

const pick = ({ id, name }: { id: string; name: string }) => ({ id, name });
