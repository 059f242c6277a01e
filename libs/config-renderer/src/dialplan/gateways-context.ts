import { gatewayAddress } from '@trunkline/contracts';
import type { SnapshotTrunk } from '@trunkline/domain';
import type { ConfWriter } from '../conf/conf-writer.js';
import { gatewayName } from '../conf/names.js';
import { gatewayGroups, type PlacedGateway, rotations } from './gateway-order.js';
import { paceOf, trunkCall } from './outbound-contexts.js';
import { asWritten } from './shown-caller-id.js';

/**
 * `tl-gateways`: the calls to a trunk with gateways of its own, as an extension for each. `Gosub(tl-gateways,<t_…>,1(<classes>))`
 * returns, as tl-trunk does, when another trunk may be tried.
 */
export function gatewaysContext(conf: ConfWriter, trunks: readonly SnapshotTrunk[]): void {
  conf.section('tl-gateways');
  for (const trunk of trunks) if (trunk.gateways.length > 0) oneTrunk(conf, trunk);
}

/** The limit of a trunk does not count for an emergency call. */
const emergencyOr = (most: number) => `\${IF($[\${LEN(\${TL_EMERGENCY})} > 0]?:${most})}`;

function oneTrunk(conf: ConfWriter, trunk: SnapshotTrunk): void {
  const trunkOnly = { failoverOn: null, emergency: false };
  const called = trunkCall(trunk, trunkOnly);
  const { ref, maxCalls, maxCallsPerSecond, gateways } = called;
  const pace = maxCallsPerSecond === null ? '' : `,${paceOf(maxCallsPerSecond)}`;
  const groups = gatewayGroups(gateways);
  const start = (place: number) => `g${place + 1}`;
  conf.object('exten', `${ref},1,Set(TL_FULL=)`);
  const { number, shown } = asWritten(conf, called);
  const call = (gateway: PlacedGateway, isFirst: boolean, label?: string) => {
    const most = isFirst ? maxCalls : null;
    const where = `/${gatewayName(ref, gateway.index)},${gatewayAddress(gateway)}`;
    const limited = most === null ? '' : emergencyOr(most);
    conf.same(`Gosub(tl-trunk,${number},1(${ref},${limited},${shown},\${ARG1},${where}${pace}))`, label);
    // Who has a line keeps it for the other gateways; without one, or when its turn is far away, none of them is asked.
    if (most !== null || pace !== '') conf.same(`GotoIf($["\${TL_FULL}" = "${ref}"]?${start(groups.length)})`);
  };
  groups.forEach((group, place) => {
    if (group.length > 1) draw(conf, group, start(place));
    rotations(group).forEach((order, drawn) => {
      const label = group.length > 1 ? `${start(place)}_${drawn + 1}` : start(place);
      for (const [turn, gateway] of order.entries()) {
        call(gateway, place === 0 && turn === 0, turn === 0 ? label : undefined);
      }
      if (drawn < group.length - 1) conf.same(`Goto(${start(place + 1)})`);
    });
  });
  conf.same('Return()', start(groups.length));
}

/** Goes to the order that begins with the gateway whose part of the sum of all weights is drawn. */
function draw(conf: ConfWriter, group: readonly PlacedGateway[], start: string): void {
  const sums = group.map((_, index) => group.slice(0, index + 1).reduce((sum, { weight }) => sum + weight, 0));
  conf.same(`Set(TL_DRAW=\${RAND(1,${sums.at(-1)})})`, start);
  for (let last = group.length - 1; last > 0; last -= 1) {
    conf.same(`GotoIf($[\${TL_DRAW} > ${sums[last - 1]}]?${start}_${last + 1})`);
  }
}
