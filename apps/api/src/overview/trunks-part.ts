import type { Overview, OverviewTrunk, TrunkState } from '@trunkline/contracts';
import { countTrunks, trunksNotInOrder } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

const SHOWN = 20;
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

/** Trunks by their state, and those that are not in order. */
export async function readTrunks(ds: DataSource): Promise<NonNullable<Overview['trunks']>> {
  const [counts, troubled] = await Promise.all([countTrunks(ds), trunksNotInOrder(ds, SHOWN)]);
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    byStatus: { ...zero, ...Object.fromEntries(counts.map(({ status, count }) => [status, count])) },
    notInOrder: troubled.map(({ id, name, state }) => ({ id, name, state: state === null ? unknown : brief(state) })),
  };
}

function brief({ status, reason, advice, code, since }: TrunkState): OverviewTrunk['state'] {
  return { status, reason, advice, code, since };
}
