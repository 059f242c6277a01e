import type { DialPattern } from '@trunkline/contracts';

interface Element {
  accepts: (character: string) => boolean;
  /** Index after the element. */
  next: number;
}

const between = (low: string, high: string) => (c: string) => c >= low && c <= high;

/** A set as Asterisk reads it: `a-b` is a range when both ends stand inside, every other character is itself. */
function readSet(match: string, start: number): Element {
  const end = match.indexOf(']', start);
  if (end < 0) return { accepts: () => false, next: match.length };
  const members: ((c: string) => boolean)[] = [];
  for (let i = start + 1; i < end; i++) {
    const low = match.charAt(i);
    if (match[i + 1] === '-' && i + 2 < end) {
      members.push(between(low, match.charAt(i + 2)));
      i += 2;
    } else {
      members.push((c) => c === low);
    }
  }
  return { accepts: (c) => members.some((member) => member(c)), next: end + 1 };
}

function readElement(match: string, at: number): Element {
  const symbol = match.charAt(at);
  const next = at + 1;
  switch (symbol) {
    case 'X':
      return { accepts: between('0', '9'), next };
    case 'Z':
      return { accepts: between('1', '9'), next };
    case 'N':
      return { accepts: between('2', '9'), next };
    case '[':
      return readSet(match, at);
    default:
      return { accepts: (c) => c === symbol, next };
  }
}

/**
 * Whether Asterisk's pattern `_<match>` takes the dialled number: every character in its place, and a final `.`
 * takes one or more of any kind (Asterisk documentation, Dialplan, Pattern Matching).
 */
export function matchesDialPattern(match: string, dialled: string): boolean {
  let at = 0;
  let position = 0;
  while (at < match.length) {
    if (match[at] === '.' && at === match.length - 1) return position < dialled.length;
    const element = readElement(match, at);
    if (position >= dialled.length || !element.accepts(dialled.charAt(position))) return false;
    at = element.next;
    position += 1;
  }
  return position === dialled.length;
}

/** The number sent to the trunk: `strip` leading characters removed, then `prepend` put before the rest. */
export function rewriteNumber(pattern: DialPattern, dialled: string): string {
  return pattern.prepend + dialled.slice(pattern.strip);
}

/** The first pattern that takes the number, in the order in which they are tried, and what would be dialled. */
export function findDialPattern(
  patterns: readonly DialPattern[],
  dialled: string,
): { pattern: DialPattern; number: string } | null {
  const pattern = patterns.find((candidate) => matchesDialPattern(candidate.match, dialled));
  return pattern ? { pattern, number: rewriteNumber(pattern, dialled) } : null;
}
