import type { Closing } from '@trunkline/domain';

/** What is known about a call that nobody heard of any more and that Asterisk does not have. Times in microseconds. */
export interface SilentCall {
  lastAtMicros: number;
  /** When the Asterisk that is up now started. */
  startedAtMicros: number;
  /** When the connection to the one before it broke, null when the agent did not see that. */
  lostAtMicros: number | null;
  /** The newest line of any call from before the start. */
  lastSignMicros: number | null;
}

/**
 * Why such a call is over: it is older than this Asterisk, so the one that had it ended without a word, or else nobody
 * can tell. A crash was when Asterisk was last known to live: never later than its next start, so nobody pays for the time
 * in which it was down.
 */
export function closingOf({ lastAtMicros, startedAtMicros, lostAtMicros, lastSignMicros }: SilentCall): Closing {
  if (lastAtMicros >= startedAtMicros) return { reason: 'unknown', atMicros: null };
  const alive = Math.max(lostAtMicros ?? 0, lastSignMicros ?? 0, lastAtMicros);
  return { reason: 'pbx_crash', atMicros: Math.min(alive, startedAtMicros) };
}
