/** What some answers show once, and no answer a second time. */
const shownOnce = new Set(['secret', 'key', 'password', 'token']);

/** The answer as it is kept for a replay: a secret is left out and named in `withheld`. */
export function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body ?? null;
  const withheld = Object.keys(body).filter((name) => shownOnce.has(name));
  if (withheld.length === 0) return body;
  const kept = Object.entries(body).filter(([name]) => !shownOnce.has(name));
  return { ...Object.fromEntries(kept), withheld };
}
