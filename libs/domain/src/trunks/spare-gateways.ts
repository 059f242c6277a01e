import type { GatewayRecord } from './breaker.js';

/** A gateway, or a trunk that has none, with what is known of it. */
export interface WatchedGateway {
  trunkId: string;
  gateway: string | null;
  record: Pick<GatewayRecord, 'score' | 'breaker' | 'reachable'>;
}

/**
 * Whether every call that would go past `gateway` finds another one that is asked, answers OPTIONS and fares better: in each
 * of the routes (their enabled trunks) that have its trunk, or in the trunk itself where none does.
 */
export function hasSpare(
  gateway: WatchedGateway,
  all: readonly WatchedGateway[],
  routes: readonly (readonly string[])[],
): boolean {
  const ways = routes.filter((trunkIds) => trunkIds.includes(gateway.trunkId));
  const spares = all.filter(
    ({ record }) =>
      record.breaker !== 'open' && record.reachable !== false && record.score > gateway.record.score + 1e-6,
  );
  return (ways.length === 0 ? [[gateway.trunkId]] : ways).every((trunkIds) =>
    spares.some(({ trunkId }) => trunkIds.includes(trunkId)),
  );
}
