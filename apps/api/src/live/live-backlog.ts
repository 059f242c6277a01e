import type { Call, LiveEvent } from '@trunkline/contracts';
import { eventsAfter, headSeq, LiveCalls, oldestSeq } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

/** More missed events than this are not worth sending: a snapshot is smaller. */
const mostMissed = 5000;

/** The calls that are going on, and the place in the log at which that is true: both of one instant. */
export function readSnapshot(source: DataSource): Promise<{ seq: number; calls: Call[] }> {
  return source.transaction('REPEATABLE READ', async (manager) => ({
    seq: await headSeq(manager),
    calls: await LiveCalls.list(manager),
  }));
}

/** The events after `seq`; undefined when the log does not reach back that far, or it is not of this log. */
export async function readMissed(source: DataSource, seq: number): Promise<LiveEvent[] | undefined> {
  const [head, oldest] = [await headSeq(source), await oldestSeq(source)];
  if (seq > head || seq < oldest - 1 || head - seq > mostMissed) return undefined;
  return eventsAfter(source, seq, mostMissed);
}
