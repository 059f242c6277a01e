import type { Overview, OverviewTrunk, TrunkState } from '@trunkline/contracts';
import { healthOf } from '@trunkline/domain';
import { countTrunks, gatewaysPassedOver, TrunkAlarms, trunksNotInOrder } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

const SHOWN = 20;
const DAY_MS = 24 * 3600 * 1000;
const zero: Record<TrunkState['status'], number> = {
  registered: 0,
  registering: 0,
  rejected: 0,
  unreachable: 0,
  reachable: 0,
  disabled: 0,
  unknown: 0,
};
const unknown: OverviewTrunk['state'] = { status: 'unknown', reason: null, advice: null, code: null, since: null };

/** Trunks by their state, those that are not in order, and those whose calls fail. */
export async function readTrunks(ds: DataSource, now: Date): Promise<NonNullable<Overview['trunks']>> {
  const [counts, troubled, opened, alarms] = await Promise.all([
    countTrunks(ds),
    trunksNotInOrder(ds, SHOWN),
    gatewaysPassedOver(ds, SHOWN),
    TrunkAlarms.recent(ds.manager, new Date(now.getTime() - DAY_MS), SHOWN),
  ]);
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    byStatus: { ...zero, ...Object.fromEntries(counts.map(({ status, count }) => [status, count])) },
    notInOrder: troubled.map(({ id, name, state }) => ({ id, name, state: state === null ? unknown : brief(state) })),
    passedOver: opened.flatMap(({ trunkId, trunkName, gateway, record }) => {
      const { breaker, until } = healthOf(gateway, record, now.getTime());
      return breaker === 'open' ? [{ trunkId, trunkName, gateway, until }] : [];
    }),
    alarms,
  };
}

function brief({ status, reason, advice, code, since }: TrunkState): OverviewTrunk['state'] {
  return { status, reason, advice, code, since };
}
