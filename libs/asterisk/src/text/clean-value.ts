import { cleanText } from '@trunkline/domain';

// Longer than any name or dial string of ours; callers' names are cut shorter where they are shown.
const longest = 512;
const deepest = 8;

/**
 * Whatever came from Asterisk as a value without control and invisible formatting characters in its texts, over-long
 * texts cut, and nothing nested deeper than ARI nests. Strangers choose the numbers and names in it.
 */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value, longest);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return null;
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanValue(item, depth + 1)]));
}

const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const tilde = 0x7e;

/**
 * Whether `cleanValue` would leave alone what this JSON says, told by one look at each character: printable ASCII without
 * escapes, no text too long or with spaces at its ends, nothing nested too deep.
 */
export function isCleanJson(json: string): boolean {
  let opened = -1;
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code < space || code > tilde || code === backslash) return false;
    if (code === quote) {
      if (opened < 0) opened = at;
      else if (at - opened > longest || json.charCodeAt(at - 1) === space || json.charCodeAt(opened + 1) === space)
        return false;
      else opened = -1;
    } else if (opened < 0 && (code === 0x7b || code === 0x5b)) {
      depth += 1;
      if (depth > deepest) return false;
    } else if (opened < 0 && (code === 0x7d || code === 0x5d)) depth -= 1;
  }
  return true;
}
