import { leavesNumber } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { type Action, application, routeContext } from './actions.js';
import { type Entry, internalEntries, numberEntries } from './entries.js';
import { gatewaysContext } from './gateways-context.js';
import { type GroupContext, groupContexts } from './group-contexts.js';
import { type Conditions, type InboundContext, inboundContexts, inboundSearch } from './inbound-contexts.js';
import { type OutboundContext, outboundContexts, type TrunkCall } from './outbound-contexts.js';
import { scheduleContexts } from './schedule-contexts.js';
import { inParts, numberTo, searchOrder } from './search-order.js';

/**
 * extensions.conf, the generated part: who is reached by which number. What happens to a call then is in the static
 * extensions.conf, contexts tl-extension and tl-trunk, so that ten thousand extensions are ten thousand lines.
 */
export function extensionsConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Extensions, numbers, ring groups, schedules and routes.');
  const internal = internalEntries(snapshot);
  const numbers = numberEntries(snapshot);
  const inbound = inboundContexts(snapshot);
  const groups = groupContexts(snapshot);
  const contexts = outboundContexts(snapshot);
  entries(conf, 'tl-internal', internal);
  inboundRoutes(conf, inbound);
  entries(conf, 'tl-numbers', numbers);
  scheduleContexts(conf, snapshot);
  for (const group of groups) ringGroup(conf, group);
  outbound(conf, contexts);
  destinationRoutes(conf, contexts, [
    ...[...inbound.flat(), ...numbers].map(({ action }) => action),
    ...groups.map(({ noAnswer }) => noAnswer),
  ]);
  gatewaysContext(conf, snapshot.trunks);
  return conf.toString();
}

function entries(conf: ConfWriter, context: string, all: readonly Entry[]): void {
  conf.section(context);
  for (const { exten, action } of all) conf.object('exten', `${exten},1,${application(action)}`);
}

/** One context for each route, as with those for calls out; numbers come after them. */
function inboundRoutes(conf: ConfWriter, parts: readonly InboundContext[][]): void {
  const names = parts.map((contexts) => contexts.map(({ name }) => name));
  searchOrder(conf, inboundSearch, names, ['tl-numbers']);
  for (const context of parts.flat()) inboundRoute(conf, context);
}

/** Patterns with an open end take any text; what is no number is refused before it is anything's name. */
function inboundRoute(conf: ConfWriter, { name, extens, conditions, action }: InboundContext): void {
  const judged = `${name}-to`;
  conf.section(name);
  for (const exten of extens) {
    const to = exten.endsWith('!') ? numberTo(judged) : `Goto(${judged},\${EXTEN},1)`;
    conf.object('exten', `${exten},1,${to}`);
  }
  conf.section(judged);
  const [first = '', ...rest] = [...(conditions === null ? [] : judging(conditions)), application(action)];
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

/**
 * One context for each pattern, joined by ordered includes: within one context Asterisk's own idea of the best match
 * wins over the order of the routes.
 */
function outbound(conf: ConfWriter, contexts: readonly OutboundContext[]): void {
  searchOrder(conf, 'tl-outbound', inParts(contexts.map(({ name }) => name)), []);
  for (const context of contexts) {
    conf.section(context.name);
    // A final dot takes any text after the digits. What is no number goes nowhere: filtered, it would be another number.
    const other = `$[\${LEN(\${FILTER(0-9+*#,\${EXTEN})})} != \${LEN(\${EXTEN})}]`;
    conf.object('exten', `_${context.match},1,GotoIf(${other}?tl-end,UNKNOWN,1)`);
    conf.same(`Set(__TL_ROUTE=${context.route.ref})`);
    conf.same(`Set(TL_NUMBER=\${FILTER(0-9+*#,${context.prepend}\${EXTEN:${context.strip}})})`);
    // Such a pattern is refused today, but an older one may be stored. Without its number a Gosub would take what was dialled.
    if (!leavesNumber(context)) conf.same(`GotoIf($[\${LEN(\${TL_NUMBER})} = 0]?tl-end,UNKNOWN,1)`);
    overTrunks(conf, context.trunks);
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
    // Every pattern of a route has its trunks.
    overTrunks(conf, contexts.find(({ route }) => route.ref === ref)?.trunks ?? []);
  }
}

/** Asks the trunks for TL_NUMBER one after the other. */
function overTrunks(conf: ConfWriter, trunks: readonly TrunkCall[]): void {
  for (const trunk of trunks) conf.same(trunkStep(trunk));
  conf.same('Goto(tl-end,TRUNKS,1)');
}

/** Calls the number over a trunk; goes on when another may be tried. */
function trunkStep({ ref, maxCalls, callerId, gateways, failoverOn }: TrunkCall): string {
  // No class has this name: nothing is tried elsewhere.
  const classes = failoverOn.join('-') || 'never';
  if (gateways.length > 0) return `Gosub(tl-gateways,${ref},1(${classes}))`;
  return `Gosub(tl-trunk,\${TL_NUMBER},1(${ref},${maxCalls ?? ''},${callerId ?? ''},${classes}))`;
}
