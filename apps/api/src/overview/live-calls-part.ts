import type { Overview } from '@trunkline/contracts';
import { countLiveCalls } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

type LiveCallCounts = NonNullable<Overview['liveCalls']>;

/** How many calls are going on, which way they go and what they do. */
export async function readLiveCalls(ds: DataSource): Promise<LiveCallCounts> {
  const counts: LiveCallCounts = {
    total: 0,
    byDirection: { inbound: 0, outbound: 0, internal: 0, unknown: 0 },
    byState: { ringing: 0, up: 0, held: 0 },
  };
  for (const { direction, state, count } of await countLiveCalls(ds)) {
    if (state === 'ended') continue;
    counts.total += count;
    counts.byDirection[direction] += count;
    counts.byState[state] += count;
  }
  return counts;
}
