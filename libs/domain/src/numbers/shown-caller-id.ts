import type { AreaCallerId, CallerIdPolicy } from '@trunkline/contracts';

/** What says which number is shown, each null where it has none: the route, the extension that calls, and the trunk. */
export interface CallerIdSources {
  route: { callerId: string | null; areaCallerIds: readonly AreaCallerId[] };
  extension: string | null;
  trunk: { callerId: string | null; callerIdPolicy: CallerIdPolicy };
}

/** The number that who is called under `number` sees; null: that of who calls. */
export function shownCallerId(number: string, { route, extension, trunk }: CallerIdSources): string | null {
  if (trunk.callerId !== null && trunk.callerIdPolicy === 'always') return trunk.callerId;
  return areaCallerId(number, route.areaCallerIds) ?? route.callerId ?? extension ?? trunk.callerId;
}

/** That of the longest prefix of the digits that are called. */
function areaCallerId(number: string, areas: readonly AreaCallerId[]): string | null {
  const digits = number.replace(/\D/g, '');
  const fitting = areas
    .map(({ prefix, callerId }) => ({ prefix: prefix.replace('+', ''), callerId }))
    .filter(({ prefix }) => digits.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return fitting[0]?.callerId ?? null;
}
