import { type FailoverClass, gatewayAddress, type RoutingStep } from '@trunkline/contracts';
import type { Routing } from '@trunkline/domain';
import { gatewayGroups } from '../dialplan/gateway-order.js';
import type { TrunkCall } from '../dialplan/outbound-contexts.js';
import { pick, step } from './rules.js';

/** The trunks of a route that are asked for `number`, in order. */
export function trunkSteps(
  { snapshot, disabled, trunkIds }: Routing,
  routeId: string,
  trunks: readonly TrunkCall[],
  number: string,
): RoutingStep[] {
  return (trunkIds.get(routeId) ?? []).flatMap((id): RoutingStep[] => {
    const off = disabled.trunks.find((trunk) => trunk.id === id);
    if (off) return [step('trunk_disabled', 'It is disabled, and passed over.', pick(off))];
    const trunk = snapshot.trunks.find((each) => each.id === id);
    const call = trunks.find(({ ref }) => ref === trunk?.ref);
    if (!trunk || !call) return [];
    return overTrunk(call, { ...pick(trunk), number, callerHidden: trunk.hideCaller });
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
