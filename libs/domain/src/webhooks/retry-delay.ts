const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Pauses in milliseconds after each failed attempt; after the last attempt a delivery has failed, about three days on. */
export const retryDelays: readonly number[] = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  24 * hour,
];

/**
 * Milliseconds until the attempt after the `failed`-th failed one, null when there is none. `random` in [0, 1) moves
 * it by a fifth either way, so that what failed together is not tried together.
 */
export function retryDelay(failed: number, random: number, delays: readonly number[] = retryDelays): number | null {
  const delay = delays[failed - 1];
  return delay === undefined ? null : Math.round(delay * (0.8 + 0.4 * random));
}
