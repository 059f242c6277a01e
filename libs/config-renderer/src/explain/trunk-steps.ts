import { type FailoverClass, gatewayAddress, type RoutingStep } from '@trunkline/contracts';
import { outboundRewritings, type Routing, rewritten, shownCallerId } from '@trunkline/domain';
import { gatewayGroups } from '../dialplan/gateway-order.js';
import type { OutboundContext, TrunkCall } from '../dialplan/outbound-contexts.js';
import { pick, step } from './rules.js';

/** The trunks of a route that are asked for `number`, in order, by an extension that shows `callerId` outside. */
export function trunkSteps(
  { snapshot, disabled, trunkIds, passedOver }: Routing,
  context: OutboundContext,
  number: string,
  callerId: string | null,
): RoutingStep[] {
  return (trunkIds.get(context.route.id) ?? []).flatMap((id): RoutingStep[] => {
    const off = disabled.trunks.find((trunk) => trunk.id === id);
    if (off) return [step('trunk_disabled', 'It is disabled, and passed over.', pick(off))];
    const trunk = snapshot.trunks.find((each) => each.id === id);
    const call = context.trunks.find(({ ref }) => ref === trunk?.ref);
    if (!trunk || !call) return [];
    const shown = shownCallerId(number, { route: context, extension: callerId, trunk: call });
    const written = (one: string) => (trunk.numbering ? rewritten(one, outboundRewritings(trunk.numbering)) : one);
    const callerHidden = trunk.hideCaller && !context.emergency;
    const isPassed = (gateway: string) => !context.emergency && passedOver.has(`${trunk.id} ${gateway}`);
    return overTrunk(call, isPassed, {
      ...pick(trunk),
      number: context.emergency ? number : written(number),
      callerId: shown && written(shown),
      callerHidden,
    });
  });
}

/** Its gateways one after the other, if it has some. Which of those of one priority comes first is drawn for each call. */
function overTrunk(
  { gateways, maxCalls, failoverOn }: TrunkCall,
  isPassed: (gateway: string) => boolean,
  about: Partial<RoutingStep>,
): RoutingStep[] {
  const next = failoverOn.length === 0 ? 'Whatever its answer is, it ends the call.' : nextAfter(failoverOn);
  const given = { ...about, maxCalls, failoverOn };
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
