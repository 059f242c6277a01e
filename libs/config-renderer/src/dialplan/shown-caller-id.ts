import type { ConfWriter } from '../conf/conf-writer.js';
import { dialled } from '../conf/names.js';
import type { OutboundContext, TrunkCall } from './outbound-contexts.js';

/** The number to be shown so far: that of the extension to begin with, which its endpoint sets. */
const shownSoFar = `\${TL_SHOWN}`;

/** The number that a trunk shows, as an argument in the dialplan; nothing leaves the caller's. */
function shownBy({ callerId, callerIdPolicy }: Pick<TrunkCall, 'callerId' | 'callerIdPolicy'>): string {
  if (callerId === null) return shownSoFar;
  return callerIdPolicy === 'always' ? callerId : `\${IF($[\${LEN(${shownSoFar})} > 0]?${shownSoFar}:${callerId})}`;
}

/**
 * The number to call and the one to be shown as arguments of tl-trunk, after the steps that rewrite both for a trunk which
 * has them its own way. An emergency number means the same to every carrier.
 */
export function asWritten(
  conf: ConfWriter,
  trunk: Pick<TrunkCall, 'callerId' | 'callerIdPolicy' | 'written'>,
): { number: string; shown: string } {
  const [number, shown] = [`\${TL_NUMBER}`, shownBy(trunk)];
  if (trunk.written === null) return { number, shown };
  conf.same(`Gosub(${trunk.written},c${number},1)`);
  conf.same(`Set(TL_WRITTEN=\${IF($[\${LEN(\${TL_EMERGENCY})} > 0]?${number}:\${GOSUB_RETVAL})})`);
  conf.same(`Gosub(${trunk.written},c${shown},1)`);
  conf.same(`Set(TL_WRITTEN_CALLER=\${GOSUB_RETVAL})`);
  return { number: `\${TL_WRITTEN}`, shown: `\${TL_WRITTEN_CALLER}` };
}

/** Steps that set the number that a route shows, in the place of that of the extension. */
export function routeShows(conf: ConfWriter, { route, callerId, areaCallerIds }: OutboundContext): void {
  if (areaCallerIds.length > 0) {
    conf.same(`Gosub(${areaContext(route.ref)},c\${FILTER(0-9,\${TL_NUMBER})},1)`);
    conf.same(`Set(TL_SHOWN=\${GOSUB_RETVAL})`);
  } else if (callerId !== null) conf.same(`Set(TL_SHOWN=${callerId})`);
}

/** The numbers that a route shows by area: Asterisk takes the longest prefix, since digits go before an open end. */
export function areaCallerIdContext(conf: ConfWriter, { route, callerId, areaCallerIds }: OutboundContext): void {
  conf.section(areaContext(route.ref));
  for (const area of areaCallerIds) {
    const prefix = area.prefix.replace('+', '');
    conf.object('exten', `_c${prefix}!,1,Return(${dialled('caller id', area.callerId)})`);
  }
  conf.object('exten', `_c!,1,Return(${callerId ?? shownSoFar})`);
}

const areaContext = (ref: string): string => `tl-shown-${ref}`;
