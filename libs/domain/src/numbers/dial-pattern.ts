import type { DialPattern, Misfit } from '@trunkline/contracts';

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
 * Where a dialled number leaves Asterisk's pattern `_<match>`, which takes every character in its place and by a final
 * `.` one or more of any kind (Asterisk documentation, Dialplan, Pattern Matching); null when it takes the number.
 */
export function misfitOf(match: string, dialled: string): Misfit | null {
  let at = 0;
  let position = 0;
  while (at < match.length) {
    const has = dialled[position] ?? null;
    const isOpenEnd = match[at] === '.' && at === match.length - 1;
    if (isOpenEnd && has !== null) return null;
    const { next, accepts } = readElement(match, at);
    position += 1;
    if (has === null || !accepts(has)) return { at: position, wants: match.slice(at, next), has };
    at = next;
  }
  const has = dialled[position] ?? null;
  return has === null ? null : { at: position + 1, wants: null, has };
}

/** Whether Asterisk's pattern `_<match>` takes the dialled number. */
export function matchesDialPattern(match: string, dialled: string): boolean {
  return misfitOf(match, dialled) === null;
}

/** The number sent to the trunk: `strip` leading characters removed, then `prepend` put before the rest. */
export function rewriteNumber(pattern: DialPattern, dialled: string): string {
  return pattern.prepend + dialled.slice(pattern.strip);
}
