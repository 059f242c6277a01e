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
