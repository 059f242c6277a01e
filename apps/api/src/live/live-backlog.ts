import type { Call, LiveReset } from '@trunkline/contracts';
import { headSeq, LiveCalls, oldestSeq } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

/** The calls that are going on, and the place in the log at which that is true. */
export interface CallsAt {
  seq: number;
  calls: Call[];
}

/** Both of one instant. */
export function readCalls(source: DataSource): Promise<CallsAt> {
  return source.transaction('REPEATABLE READ', async (manager) => ({
    seq: await headSeq(manager),
    calls: await LiveCalls.list(manager),
  }));
}

/** Why the stream cannot go on after `seq`; undefined when it can. */
export async function whyNotAfter(
  source: DataSource,
  seq: number,
  mostMissed: number,
): Promise<LiveReset['reason'] | undefined> {
  const [head, oldest] = [await headSeq(source), await oldestSeq(source)];
  if (seq > head) return 'unknown_place';
  if (seq < oldest - 1) return 'too_old';
  if (head - seq > mostMissed) return 'too_far_behind';
  return undefined;
}

/** Runs `read` once for all who ask at about the same time. Nobody gets what was read before they asked. */
export function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const reading = read();
      running = reading.then(
        () => undefined,
        () => undefined,
      );
      return reading;
    });
    return next;
  };
}
