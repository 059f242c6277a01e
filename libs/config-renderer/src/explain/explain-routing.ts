import type { RoutingExplanation, RoutingQuestion, RoutingStep } from '@trunkline/contracts';
import {
  inboundRewritings,
  matchesDialPattern,
  misfitOf,
  type Routing,
  rewriteNumber,
  rewritten,
  type SnapshotExtension,
} from '@trunkline/domain';
import { internalEntries, numberEntries } from '../dialplan/entries.js';
import { type OutboundContext, outboundContexts } from '../dialplan/outbound-contexts.js';
import { destinationSteps, groupSteps } from './destination-steps.js';
import { inboundRoutes } from './inbound-routes.js';
import { allTrunksFailed, found, hangup, pick, step, told, type Walk } from './rules.js';
import { trunkSteps } from './trunk-steps.js';

/** Codes of the static dialplan (asterisk-config/static/extensions.conf). */
export const fixedPatterns = { pickup: '*8[0-9].', parking: '*7[1-9]', own: '*97', any: '*98' } as const;

const exactly = 'It has exactly this number.';

/**
 * Where a call goes and why, made of what the dialplan is made of: `tl-from-extension` for a call of an extension,
 * `tl-from-trunk` for one of a trunk, whose includes are looked through in their order. `at` is when the call comes.
 */
export function explainRouting(routing: Routing, question: RoutingQuestion, at: Date): RoutingExplanation {
  const walk: Walk = { rules: [], steps: null };
  if (question.direction === 'inbound') {
    const taken = asTaken(routing, question);
    inboundRoutes(walk, routing, taken, at);
    ourNumbers(walk, routing, taken.to);
  } else fromExtension(walk, routing, question);
  if (walk.steps === null) {
    walk.rules.push(found.matched('unknown', 'Nothing else has this number.'));
    walk.steps = [hangup(1)];
  }
  return { revision: routing.snapshot.revision, rules: walk.rules, steps: walk.steps };
}

/** The question with the numbers as they are taken from the trunk: some carriers write them as they are dialled. */
function asTaken({ snapshot }: Routing, question: RoutingQuestion): RoutingQuestion {
  const numbering = snapshot.trunks.find(({ id }) => id === question.trunkId)?.numbering ?? null;
  if (numbering === null) return question;
  const taken = (number: string) => rewritten(number, inboundRewritings(numbering));
  return { ...question, to: taken(question.to), from: question.from && taken(question.from) };
}

function fromExtension(walk: Walk, routing: Routing, { from, to }: RoutingQuestion): void {
  const calling = routing.snapshot.extensions.find(({ number }) => number === from) ?? null;
  if (from !== null) caller(walk, routing, from);
  const contexts = outboundContexts(routing.snapshot);
  for (const context of contexts) if (context.emergency) route(walk, routing, context, to, calling);
  if (walk.steps === null) internal(walk, routing, to, calling);
  if (walk.steps === null && matchesDialPattern(fixedPatterns.pickup, to)) pickup(walk, routing, to.slice(2));
  if (walk.steps === null && matchesDialPattern(fixedPatterns.parking, to)) parking(walk, to.slice(1));
  if (walk.steps === null && (to === fixedPatterns.own || to === fixedPatterns.any)) messages(walk, routing, from, to);
  for (const context of contexts) if (!context.emergency) route(walk, routing, context, to, calling);
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

/** Extensions and ring groups that have a number: whoever dials one of them. */
function internal(walk: Walk, routing: Routing, to: string, calling: SnapshotExtension | null): void {
  const led = { callerId: calling?.callerId ?? null, fallback: null };
  const { snapshot, disabled } = routing;
  const entry = internalEntries(snapshot).find(({ exten }) => exten === to);
  const group = snapshot.ringGroups.find(({ id }) => id === entry?.id);
  const extension = snapshot.extensions.find(({ id }) => id === entry?.id);
  if (group) {
    walk.rules.push(found.matched('ring_group', exactly, { ...pick(group), pattern: to }));
    walk.steps = groupSteps(routing, group, led);
  } else if (extension) {
    walk.rules.push(found.matched('extension', exactly, { ...pick(extension), pattern: to }));
    walk.steps = destinationSteps(routing, { type: 'extension', extensionId: extension.id }, led);
  } else {
    const off = disabled.extensions.find(({ number }) => number === to);
    const offGroup = disabled.ringGroups.find(({ number }) => number === to);
    if (off) walk.rules.push(found.disabled('extension', 'It is disabled.', { ...pick(off), pattern: to }));
    else walk.rules.push(found.noMatch('extension', `None of ${snapshot.extensions.length} has this number.`));
    if (offGroup) walk.rules.push(found.disabled('ring_group', 'It is disabled.', { ...pick(offGroup), pattern: to }));
    else if (snapshot.ringGroups.length > 0)
      walk.rules.push(found.noMatch('ring_group', `None of ${snapshot.ringGroups.length} has this number.`));
  }
}

function ourNumbers(walk: Walk, routing: Routing, to: string): void {
  const { snapshot, disabled } = routing;
  const entry = numberEntries(snapshot).find(({ exten }) => exten === to);
  const number = snapshot.numbers.find(({ id }) => id === entry?.id);
  const off = disabled.numbers.find(({ number }) => number.replace('+', '') === to.replace(/^\+/, ''));
  const about = number && { id: number.id, name: number.number, pattern: to };
  if (walk.steps !== null) {
    if (about) walk.rules.push(found.notReached('number', 'It fits too, and comes later.', about));
  } else if (about) {
    walk.rules.push(found.matched('number', exactly, about));
    walk.steps = destinationSteps(routing, number.destination, { callerId: null, fallback: number.fallback });
  } else if (off) walk.rules.push(found.disabled('number', 'It is disabled.', { ...pick(off), pattern: to }));
  else walk.rules.push(found.noMatch('number', `None of ${snapshot.numbers.length} is this one.`));
}

function pickup(walk: Walk, { snapshot }: Routing, digits: string): void {
  const wanted = digits.replace(/\D/g, '');
  walk.rules.push(found.matched('pickup', 'It takes a call that rings elsewhere.', { pattern: fixedPatterns.pickup }));
  const entry = internalEntries(snapshot).find(({ exten }) => exten === wanted);
  const target = [...snapshot.extensions, ...snapshot.ringGroups].find(({ id }) => id === entry?.id);
  walk.steps = target
    ? [step('pickup', 'Takes the call that rings there; 404 when none does.', { ...pick(target), number: wanted })]
    : [hangup(1)];
}

function parking(walk: Walk, place: string): void {
  walk.rules.push(found.matched('parking', 'It is a place for parked calls.', { pattern: fixedPatterns.parking }));
  const text = 'A call handed on to it waits there; dialled, it takes the call that waits there. Without one: 404.';
  walk.steps = [step('park', text, { number: place })];
}

/** *97 is for who has a mailbox; nobody is told here whether somebody has. */
function messages(walk: Walk, { snapshot }: Routing, from: string | null, pattern: string): void {
  walk.rules.push(found.matched('voicemail', 'It plays the messages of a mailbox.', { pattern }));
  const own = pattern === fixedPatterns.own;
  const caller = own && from !== null ? snapshot.extensions.find(({ number }) => number === from) : undefined;
  if (own && caller?.voicemail === null) {
    walk.steps = [{ ...hangup(1), text: `It has no mailbox. ${hangup(1).text}` }];
    return;
  }
  const text = own
    ? 'The call is answered, asks for the PIN, and plays the messages of who calls.'
    : 'The call is answered, asks for a mailbox and its PIN, and plays its messages.';
  const whose = caller === undefined ? {} : { ...pick(caller), number: caller.number };
  walk.steps = [step('hear_messages', text, whose)];
}

/** `calling` is the extension that calls; null: anybody, who may. */
function route(
  walk: Walk,
  routing: Routing,
  context: OutboundContext,
  to: string,
  calling: SnapshotExtension | null,
): void {
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
  const { allowedGroups, asksPin, emergency } = context;
  const fits = emergency ? 'It is an emergency number: it goes before everything else.' : 'The pattern fits.';
  walk.rules.push(found.matched('outbound_route', fits, about));
  const number = rewriteNumber(context, to);
  if (number === '') walk.steps = [hangup(1)];
  else if (calling && !isAllowed(allowedGroups, calling)) walk.steps = [notAllowed(allowedGroups, calling)];
  else {
    const asked = asksPin ? [step('pin', 'A wrong PIN, three times, ends the call (403).', about)] : [];
    walk.steps = [...asked, ...trunkSteps(routing, context, number, calling?.callerId ?? null), allTrunksFailed];
  }
}

const isAllowed = (groups: readonly string[], { groups: own }: SnapshotExtension): boolean =>
  groups.length === 0 || own.some((group) => groups.includes(group));

function notAllowed(groups: readonly string[], { number, name }: SnapshotExtension): RoutingStep {
  const text = `The route is for ${groups.join(', ')}, and ${number} ${name} is in none of these groups (403).`;
  return { ...hangup(21), kind: 'not_allowed', number, name, groups: [...groups], text };
}
