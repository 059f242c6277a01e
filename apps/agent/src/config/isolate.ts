import type { Outcome } from './config-applier.js';

/** What Asterisk runs now, and why each of the resources that were held back was. */
export interface Isolated {
  outcome: Outcome;
  reasons: Map<string, string>;
}

/**
 * Finds which of the changed resources Asterisk refuses and has it run all others: halves what is refused until single
 * resources are left. `attempt` applies the configuration with the resources of the given ids held back; one that
 * fails leaves Asterisk as it was. When nothing can be applied even with all of them held, none is to blame.
 */
export async function isolate(
  changed: readonly string[],
  reason: string,
  attempt: (held: ReadonlySet<string>) => Promise<Outcome>,
): Promise<Isolated> {
  let held: ReadonlySet<string> = new Set(changed);
  let outcome = await attempt(held);
  const reasons = new Map<string, string>();
  if (outcome.status === 'failed') return { outcome, reasons };
  const place = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    const fewer = new Set([...held].filter((id) => !ids.includes(id)));
    const tried = await attempt(fewer);
    if (tried.status !== 'failed') {
      held = fewer;
      outcome = tried;
      return;
    }
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) {
      reasons.set(only, tried.reason);
      return;
    }
    const middle = Math.ceil(ids.length / 2);
    await place(ids.slice(0, middle));
    await place(ids.slice(middle));
  };
  // All of them at once were refused already, for `reason`.
  const [single] = changed;
  if (changed.length === 1 && single !== undefined) return { outcome, reasons: reasons.set(single, reason) };
  const middle = Math.ceil(changed.length / 2);
  await place(changed.slice(0, middle));
  await place(changed.slice(middle));
  return { outcome, reasons };
}
