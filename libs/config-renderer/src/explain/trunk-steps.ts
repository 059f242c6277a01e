import { type CallPrice, type FailoverClass, gatewayAddress, type RoutingStep } from '@trunkline/contracts';
import {
  leastCostOrder,
  outboundRewritings,
  priceText,
  type Routing,
  rateOf,
  rewritten,
  type SnapshotTrunk,
  shownCallerId,
} from '@trunkline/domain';
import { gatewayGroups } from '../dialplan/gateway-order.js';
import type { OutboundContext, TrunkCall } from '../dialplan/outbound-contexts.js';
import { pick, step } from './rules.js';

/** The trunks of a route that are asked for `number`, in order, by an extension that shows `callerId` outside. */
export function trunkSteps(
  routing: Routing,
  context: OutboundContext,
  number: string,
  callerId: string | null,
): RoutingStep[] {
  const { snapshot, disabled, passedOver } = routing;
  return inOrder(routing, context, number).flatMap((id): RoutingStep[] => {
    const off = disabled.trunks.find((trunk) => trunk.id === id);
    if (off) return [step('trunk_disabled', 'It is disabled, and passed over.', pick(off))];
    const trunk = snapshot.trunks.find((each) => each.id === id);
    const call = context.trunks.find(({ ref }) => ref === trunk?.ref);
    if (!trunk || !call) return [];
    const shown = shownCallerId(number, { route: context, extension: callerId, trunk: call });
    const written = (one: string) => (trunk.numbering ? rewritten(one, outboundRewritings(trunk.numbering)) : one);
    const callerHidden = trunk.hideCaller && !context.emergency;
    const isPassed = (gateway: string) => !context.emergency && passedOver.has(`${trunk.id} ${gateway}`);
    return overTrunk(
      call,
      { isPassed, compared: context.cost !== null },
      {
        ...pick(trunk),
        price: priceOf(trunk, context, number),
        number: context.emergency ? number : written(number),
        callerId: shown && written(shown),
        callerHidden,
      },
    );
  });
}

/** The ids of the trunks of a route as they are asked; by price those come last that are disabled and have none. */
function inOrder({ snapshot, trunkIds }: Routing, { route, trunks, cost }: OutboundContext, number: string) {
  const listed = trunkIds.get(route.id) ?? [];
  if (cost === null) return listed;
  const refs = leastCostOrder(cost.tables, number).map((place) => trunks[place]?.ref);
  const asked = refs.flatMap((wanted) => snapshot.trunks.find(({ ref }) => ref === wanted)?.id ?? []);
  return [...asked, ...listed.filter((id) => !asked.includes(id))];
}

/** What a minute costs over a trunk, null where that is not known or does not matter. */
function priceOf({ ref, rates }: SnapshotTrunk, { trunks, cost }: OutboundContext, number: string): CallPrice | null {
  const table = cost?.tables[trunks.findIndex((trunk) => trunk.ref === ref)];
  const rate = table ? rateOf(table, number) : null;
  if (rate === null || rates === null) return null;
  return { price: priceText(rate.price), currency: rates.currency, prefix: rate.prefix, name: rate.name };
}

function costs(price: CallPrice | null | undefined): string {
  if (!price) return 'What it costs is not known, so it comes last. ';
  return `It costs ${price.price} ${price.currency}/min (prefix ${price.prefix}). `;
}

/** Its gateways one after the other, if it has some. Which of those of one priority comes first is drawn for each call. */
function overTrunk(
  { gateways, maxCalls, maxCallsPerSecond, failoverOn }: TrunkCall,
  { isPassed, compared }: { isPassed: (gateway: string) => boolean; compared: boolean },
  about: Partial<RoutingStep>,
): RoutingStep[] {
  const after = failoverOn.length === 0 ? 'Whatever its answer is, it ends the call.' : nextAfter(failoverOn);
  const next = `${compared ? costs(about.price) : ''}${after}`;
  const given = { ...about, maxCalls, maxCallsPerSecond, failoverOn };
  const asked = (gateway: string, text: string, more: Partial<RoutingStep> = {}) => {
    const passedOver = isPassed(gateway);
    return step('trunk', passedOver ? `It is passed over now: its last calls failed. ${text}` : text, {
      ...given,
      passedOver,
      ...more,
    });
  };
  if (gateways.length === 0) return [asked('', next)];
  return gatewayGroups(gateways).flatMap((group) => {
    const addresses = group.map(gatewayAddress);
    const drawn = group.length > 1 ? addresses : [];
    const order = group.length > 1 ? `Which of ${addresses.join(' and ')} is asked first is drawn by weight. ` : '';
    return addresses.map((gateway) => asked(gateway, `${order}${next}`, { gateway, drawn }));
  });
}

const nextAfter = (classes: readonly FailoverClass[]) =>
  `After ${classes.join(', ').replaceAll('_', ' ')} the next is asked; any other answer ends the call.`;
