import { setTimeout as delay } from 'node:timers/promises';

/** A deadline that passed. The message says what was waited for and what was seen last. */
export class WaitTimeout extends Error {
  override readonly name = 'WaitTimeout';
}

/** Options of {@link waitFor}: how long and how often, and what ends the wait early. */
export interface WaitOptions {
  timeoutMs: number;
  everyMs?: number;
  signal?: AbortSignal;
}

/**
 * Asks `probe` again and again until it gives something other than undefined, null or false; its errors count as
 * "not yet". Rejects with {@link WaitTimeout} after the deadline and with the signal's reason when aborted.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  options: WaitOptions,
): Promise<T> {
  const deadline = Date.now() + options.timeoutMs;
  let last = '';
  for (;;) {
    options.signal?.throwIfAborted();
    try {
      const seen = await probe();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
    } catch (error) {
      last = ` (last: ${error instanceof Error ? error.message : String(error)})`;
    }
    if (Date.now() >= deadline) throw new WaitTimeout(`waited ${options.timeoutMs / 1000} s for ${what}${last}`);
    await delay(options.everyMs ?? 50, undefined, { signal: options.signal }).catch(() => undefined);
  }
}
