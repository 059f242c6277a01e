import type { Closing } from '@trunkline/domain';
import type { EndedLife } from '@trunkline/persistence';

/** What is known about a call that nobody heard of any more and that Asterisk does not have. Times in microseconds. */
export interface SilentCall {
  lastAtMicros: number;
  /** When a connection to Asterisk broke, null when the agent did not see that. */
  lostAtMicros: number | null;
  /** The Asterisks before the one that is up now, oldest first. */
  lives: readonly EndedLife[];
}

/**
 * Why such a call is over: the Asterisk that had it ended without a word, or else nobody can tell. A crash was when that
 * Asterisk was last known to live: never later than the start of the next one, so nobody pays for the time in which it
 * was down.
 */
export function closingOf({ lastAtMicros, lostAtMicros, lives }: SilentCall): Closing {
  const life = lives.find(({ nextAtMicros }) => nextAtMicros > lastAtMicros);
  if (!life) return { reason: 'unknown', atMicros: null };
  const alive = Math.max(lostAtMicros ?? 0, life.lastSignMicros ?? 0, lastAtMicros);
  return { reason: 'pbx_crash', atMicros: Math.min(alive, life.nextAtMicros) };
}
