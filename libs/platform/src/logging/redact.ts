const secretName =
  /pass(word|wd|phrase)?$|secret|token|authorization|cookie|api_?key|^key$|ciphertext|digest|DATABASE_URL/i;
const removed = '[removed]';
const deepest = 6;

/** A copy of `value` fit for a log: whatever has a secret's name is removed, and what is too deep is left out. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return redactError(value, depth);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= deepest) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), depth + 1);
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value))
    copy[name] = secretName.test(name) ? removed : redact(item, depth + 1);
  return copy;
}

/**
 * Name, message, code, stack and cause of an error. Nothing else: a driver's error also carries the statement and
 * its parameters, and parameters are what must not be logged.
 */
export function redactError(error: Error, depth = 0): Record<string, unknown> {
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: error.stack,
    ...(error.cause !== undefined && depth < deepest ? { cause: redact(error.cause, depth + 1) } : {}),
  };
}

/** Puts `[removed]` where one of `secrets` stands in `line`; those under 8 characters are left, they match anywhere. */
export function removeSecrets(line: string, secrets: readonly string[]): string {
  let result = line;
  for (const secret of secrets) if (secret.length >= 8) result = result.replaceAll(secret, removed);
  return result;
}

// JSON escapes C0 controls itself; DEL, C1 controls, bidi controls and line separators it leaves, and a terminal obeys.
const unsafe = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `json` with every control and invisible formatting character as `\uXXXX`; it stays the same JSON. */
export function escapeControls(json: string): string {
  return json.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
