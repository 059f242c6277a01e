/** After that nobody asks for the same again because no answer came; he means it anew. The API keeps keys longer. */
const REMEMBERED_MS = 10 * 60_000;

/** Changes that were sent and whose answer did not come (yet), each with the key it was sent under. */
const keys = new Map<string, string>();

/** A change on its way, told from the same one sent before: nobody knows whether that one was done. */
export interface Sending {
  /** For `Idempotency-Key`: that of the first try, so that trying again does it once. */
  key: string;
  repeated: boolean;
  /** Its fate is known: the same change is another one from now on. */
  settle(): void;
}

/** Begins to send a change, for the first time or again. */
export function sending(method: string, path: string, body: unknown): Sending {
  const change = JSON.stringify([method, path, body ?? null]);
  const known = keys.get(change);
  const key = known ?? newKey();
  keys.set(change, key);
  const settle = () => {
    if (keys.get(change) === key) keys.delete(change);
  };
  if (known === undefined) setTimeout(settle, REMEMBERED_MS);
  return { key, repeated: known !== undefined, settle };
}

/** `crypto.randomUUID` exists only in secure contexts, and many a PBX is reached by plain HTTP. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
