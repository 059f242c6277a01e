import { leavesNumber } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { audioFile, ourName } from '../conf/names.js';
import { type Action, application, type Fallback, ledTo, routeContext } from './actions.js';
import { type AnnouncementContext, announcementContexts } from './announcement-contexts.js';
import { asksPermission, groupsContext, routePins } from './call-permissions.js';
import { callerNames } from './caller-names.js';
import { type Entry, internalEntries, numberEntries } from './entries.js';
import { gatewaysContext } from './gateways-context.js';
import { type GroupContext, groupContexts } from './group-contexts.js';
import { type Conditions, type InboundContext, inboundContexts, inboundSearch } from './inbound-contexts.js';
import { costContexts } from './least-cost.js';
import { numberingContexts } from './numbering-contexts.js';
import { type OutboundContext, outboundContexts, paceOf, type TrunkCall } from './outbound-contexts.js';
import { scheduleContexts } from './schedule-contexts.js';
import { inParts, numbersOnly, numberTo, searchOrder } from './search-order.js';
import { areaCallerIdContext, asWritten, routeShows } from './shown-caller-id.js';

/**
 * extensions.conf, the generated part: who is reached by which number. What happens to a call then is in the static
 * extensions.conf, contexts tl-extension and tl-trunk, so that ten thousand extensions are ten thousand lines.
 */
export function extensionsConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Extensions, numbers, ring groups, announcements, schedules and routes.');
  const internal = internalEntries(snapshot);
  const numbers = numberEntries(snapshot);
  const inbound = inboundContexts(snapshot);
  const groups = groupContexts(snapshot);
  const announcements = announcementContexts(snapshot);
  const contexts = outboundContexts(snapshot);
  routePins(conf, snapshot);
  emergencyNumbers(conf, contexts);
  entries(conf, 'tl-internal', internal);
  callerNames(conf, snapshot.settings);
  inboundRoutes(conf, inbound);
  entries(conf, 'tl-numbers', numbers);
  const fallbacks = [...inbound.flat(), ...numbers].flatMap(({ fallback }) => fallback ?? []);
  fallbackContexts(conf, fallbacks);
  scheduleContexts(conf, snapshot);
  for (const group of groups) ringGroup(conf, group);
  for (const announcement of announcements) played(conf, announcement);
  groupsContext(conf, snapshot);
  outbound(conf, contexts);
  destinationRoutes(conf, contexts, [
    ...[...inbound.flat(), ...numbers, ...fallbacks].map(({ action }) => action),
    ...groups.map(({ noAnswer }) => noAnswer),
    ...announcements.map(({ next }) => next),
  ]);
  costContexts(
    conf,
    contexts.map(({ cost }) => cost),
  );
  numberingContexts(conf, snapshot.trunks);
  gatewaysContext(conf, snapshot.trunks);
  return conf.toString();
}

/** The last comes first, as Asterisk has them in order and looks for the place of each from the first on. */
function entries(conf: ConfWriter, context: string, all: readonly Entry[]): void {
  conf.section(context);
  const fromTheLast = all.toSorted((a, b) => (a.exten < b.exten ? 1 : -1));
  for (const { exten, action, fallback } of fromTheLast) {
    const [first = '', ...rest] = ledTo(action, fallback);
    conf.object('exten', `${exten},1,${first}`);
    for (const step of rest) conf.same(step);
  }
}

/** Where `tl-fallback` of the static extensions.conf goes. Both ways to write a number have one of them. */
function fallbackContexts(conf: ConfWriter, all: readonly Fallback[]): void {
  for (const { context, action } of new Map(all.map((each) => [each.context, each])).values()) {
    conf.section(context);
    conf.object('exten', `_[0-9+]!,1,${application(action)}`);
  }
}

/** One context for each route, as with those for calls out; numbers come after them. */
function inboundRoutes(conf: ConfWriter, parts: readonly InboundContext[][]): void {
  const names = parts.map((contexts) => contexts.map(({ name }) => name));
  searchOrder(conf, inboundSearch, names, ['tl-numbers']);
  for (const context of parts.flat()) inboundRoute(conf, context);
}

/** Patterns with an open end take any text; what is no number is refused before it is anything's name. */
function inboundRoute(conf: ConfWriter, { name, extens, conditions, action, fallback }: InboundContext): void {
  const judged = `${name}-to`;
  conf.section(name);
  for (const exten of extens) {
    const to = exten.endsWith('!') ? numberTo(judged) : `Goto(${judged},\${EXTEN},1)`;
    conf.object('exten', `${exten},1,${to}`);
  }
  conf.section(judged);
  const [first = '', ...rest] = [...(conditions === null ? [] : judging(conditions)), ...ledTo(action, fallback)];
  conf.object('exten', `_[0-9+]!,1,${first}`);
  for (const step of rest) conf.same(step);
}

/** Steps that go on with the next route where a condition does not hold. */
function judging({ trunks, callers, schedule, next }: Conditions): string[] {
  const unless = (holds: string) => `GotoIf($[${holds}]?:${next},\${EXTEN},1)`;
  const steps: string[] = [];
  if (trunks !== null) steps.push(unless(`\${REGEX("^(${trunks.join('|')})$" \${CHANNEL(endpoint)})} = 1`));
  if (callers !== null) {
    // Digits alone; of a number that is withheld none.
    steps.push(`Set(TL_CALLER=\${IF($["\${CALLERID(num-pres):0:6}" = "prohib"]?:\${FILTER(0-9,\${CALLERID(num)})})})`);
    const { prefixes, anonymous } = callers;
    const begins = `\${REGEX("^(${prefixes.join('|')})" \${TL_CALLER})} = 1`;
    const shown = `\${LEN(\${TL_CALLER})} > 0`;
    if (prefixes.length === 0) steps.push(unless(`\${LEN(\${TL_CALLER})} = 0`));
    else steps.push(unless(anonymous ? `\${LEN(\${TL_CALLER})} = 0 | ${begins}` : `${shown} & ${begins}`));
  }
  if (schedule !== null) {
    steps.push(`Gosub(${schedule.context},s,1)`);
    steps.push(unless(schedule.states.map((state) => `"\${GOSUB_RETVAL}" = "${state}"`).join(' | ')));
  }
  return steps;
}

/** What a ring group does is in the static extensions.conf too, contexts tl-group…; who is in it is here. */
function ringGroup(conf: ConfWriter, { name, group, members, ringSeconds, noAnswer }: GroupContext): void {
  const phones = members.map((member) => ourName('extension', member));
  const picked = phones.map((phone) => `PJSIP/${phone}-`).join('&');
  conf.section(name);
  conf.object('exten', `_[0-9+*#]!,1,Gosub(tl-group,\${EXTEN},1(${ourName('group', group.ref)},${picked}))`);
  for (const [place, phone] of phones.entries()) {
    conf.same(`Gosub(tl-member,\${EXTEN},1(${phone}))`);
    if (group.strategy === 'in_order' || place === phones.length - 1)
      conf.same(`Gosub(tl-ring,\${EXTEN},1(${ringSeconds}))`);
  }
  conf.same(noAnswer === null ? `Goto(tl-end,\${TL_STATUS},1)` : application(noAnswer));
}

/** How an announcement is played is in the static extensions.conf, context tl-play; `end` or `on` says whether anybody is called then. */
function played(conf: ConfWriter, { name, announcement, next, leadsOn }: AnnouncementContext): void {
  const [ref, audio] = [ourName('announcement', announcement.ref), audioFile(announcement.audioId)];
  conf.section(name);
  conf.object('exten', `_[0-9+*#]!,1,Gosub(tl-play,\${EXTEN},1(${ref},${audio},${leadsOn ? 'on' : 'end'}))`);
  conf.same(application(next));
}

/** `tl-emergency`: emergency numbers, of which the first route has one that several name. */
function emergencyNumbers(conf: ConfWriter, contexts: readonly OutboundContext[]): void {
  conf.section('tl-emergency');
  const emergency = contexts.filter((context) => context.emergency);
  const isFirst = ({ match }: OutboundContext, at: number) => emergency.findIndex((one) => one.match === match) === at;
  for (const { match, name } of emergency.filter(isFirst)) conf.object('exten', `${match},1,Goto(${name},\${EXTEN},1)`);
}

/**
 * One context for each pattern, joined by ordered includes: within one context Asterisk's own idea of the best match
 * wins over the order of the routes.
 */
function outbound(conf: ConfWriter, contexts: readonly OutboundContext[]): void {
  searchOrder(conf, 'tl-outbound', inParts(contexts.filter(({ emergency }) => !emergency).map(({ name }) => name)), []);
  for (const context of contexts) {
    conf.section(context.name);
    // A final dot takes any text after the digits.
    conf.object('exten', `_${context.match},1,${numbersOnly}`);
    conf.same(`Set(__TL_ROUTE=${context.route.ref})`);
    conf.same(`Set(TL_NUMBER=\${FILTER(0-9+*#,${context.prepend}\${EXTEN:${context.strip}})})`);
    // Such a pattern is refused today, but an older one may be stored. Without its number a Gosub would take what was dialled.
    if (!leavesNumber(context)) conf.same(`GotoIf($[\${LEN(\${TL_NUMBER})} = 0]?tl-end,UNKNOWN,1)`);
    if (context.emergency) {
      // A number that is withheld is of no use to who has to come.
      conf.same('Set(CALLERID(num-pres)=allowed)');
      conf.same('Set(__TL_EMERGENCY=yes)');
    }
    asksPermission(conf, context);
    routeShows(conf, context);
    overTrunks(conf, context);
  }
  for (const context of new Map(contexts.map((context) => [context.route.ref, context])).values()) {
    if (context.areaCallerIds.length > 0) areaCallerIdContext(conf, context);
    if (context.cost) trunkByPlace(conf, context);
  }
}

/** The trunks of the routes that destinations use, asked for the number of the destination. */
function destinationRoutes(
  conf: ConfWriter,
  contexts: readonly OutboundContext[],
  actions: readonly (Action | null)[],
): void {
  const used = new Set(actions.flatMap((action) => (action?.kind === 'external' ? [action.route] : [])));
  for (const ref of [...used].sort()) {
    conf.section(routeContext(ref));
    conf.object('exten', `_[0-9+*#]!,1,Set(__TL_ROUTE=${ref})`);
    conf.same(`Set(TL_NUMBER=\${EXTEN})`);
    // Every pattern of a route has its trunks, and shows the same number. Whom others led here needs no permission.
    const context = contexts.find(({ route }) => route.ref === ref);
    if (context) routeShows(conf, context);
    if (context) overTrunks(conf, context);
    else conf.same('Goto(tl-end,TRUNKS,1)');
  }
}

/** Asks the trunks for TL_NUMBER one after the other, the cheapest first where they are compared. */
function overTrunks(conf: ConfWriter, { route, trunks, cost }: OutboundContext): void {
  if (cost) {
    conf.same(`Gosub(${cost.name},c\${FILTER(0-9,\${TL_NUMBER})},1)`);
    conf.same(`Set(TL_ORDER=\${GOSUB_RETVAL})`);
    for (const turn of trunks.keys()) conf.same(`Gosub(${placesContext(route.ref)},\${TL_ORDER:${turn}:1},1)`);
  } else for (const trunk of trunks) trunkStep(conf, trunk);
  conf.same('Goto(tl-end,TRUNKS,1)');
}

/** The trunks of a route by their places, as TL_ORDER has them: each returns when another may be tried. */
function trunkByPlace(conf: ConfWriter, { route, trunks }: OutboundContext): void {
  conf.section(placesContext(route.ref));
  for (const [place, trunk] of trunks.entries()) {
    conf.object('exten', `${place},1,NoOp()`);
    trunkStep(conf, trunk);
    conf.same('Return()');
  }
}

const placesContext = (ref: string): string => `tl-place-${ref}`;

/** Calls the number over a trunk; goes on when another may be tried. */
function trunkStep(conf: ConfWriter, trunk: TrunkCall): void {
  const { ref, maxCalls, maxCallsPerSecond, gateways, failoverOn } = trunk;
  // No class has this name: nothing is tried elsewhere.
  const classes = failoverOn.join('-') || 'never';
  if (gateways.length > 0) conf.same(`Gosub(tl-gateways,${ref},1(${classes}))`);
  else {
    const { number, shown } = asWritten(conf, trunk);
    const pace = maxCallsPerSecond === null ? '' : `,,,${paceOf(maxCallsPerSecond)}`;
    conf.same(`Gosub(tl-trunk,${number},1(${ref},${maxCalls ?? ''},${shown},${classes}${pace}))`);
  }
}
