import type { CalledNumbers, InboundRoute } from '@trunkline/contracts';

/** Asterisk patterns (without the underscore) of the digits, without a plus, that a called number may have. */
export function calledPatterns(numbers: CalledNumbers): string[] {
  switch (numbers.type) {
    case 'exact':
      return [bare(numbers.number)];
    case 'prefix':
      return [`${bare(numbers.prefix)}!`];
    case 'range':
      return rangePatterns(bare(numbers.from), bare(numbers.to));
  }
}

/** Whether a number that is called is one of them. A plus makes no difference. */
export function isCalled(numbers: CalledNumbers, called: string): boolean {
  const digits = bare(called);
  switch (numbers.type) {
    case 'exact':
      return digits === bare(numbers.number);
    case 'prefix':
      return digits.startsWith(bare(numbers.prefix));
    case 'range':
      return digits.length === bare(numbers.from).length && bare(numbers.from) <= digits && digits <= bare(numbers.to);
  }
}

/** Whether a caller is one of them; of a number its digits count. None: everybody. */
export function isCaller(callers: InboundRoute['callers'], from: string | null): boolean {
  const digits = (from ?? '').replace(/\D/g, '');
  return (
    callers.length === 0 ||
    callers.some((each) =>
      each.type === 'anonymous' ? digits === '' : digits !== '' && digits.startsWith(bare(each.prefix)),
    )
  );
}

/** A number without its plus. */
export const bare = (number: string): string => number.replace(/^\+/, '');

/** Patterns that take the numbers from `from` to `to`, both of the same length, and no others. */
function rangePatterns(from: string, to: string): string[] {
  const length = from.length;
  let at = 0;
  while (at < length && from[at] === to[at]) at += 1;
  const start = from.slice(0, at);
  const [low, high] = [from.slice(at), to.slice(at)];
  if (low === '') return [start];
  if (/^0*$/.test(low) && /^9*$/.test(high)) return [start + 'X'.repeat(low.length)];
  const [first = '', last = ''] = [low[0], high[0]];
  const rest = low.length - 1;
  if (rest === 0) return [start + set(first, last)];
  // Those that begin as the lowest, all between, and those that begin as the highest.
  const below = rangePatterns(first + low.slice(1), first + '9'.repeat(rest));
  const above = rangePatterns(last + '0'.repeat(rest), last + high.slice(1));
  const whole = (patterns: string[], digit: string) =>
    patterns.length === 1 && patterns[0] === digit + 'X'.repeat(rest);
  const lowest = whole(below, first) ? Number(first) : Number(first) + 1;
  const highest = whole(above, last) ? Number(last) : Number(last) - 1;
  const between = lowest > highest ? [] : [set(String(lowest), String(highest)) + 'X'.repeat(rest)];
  return [...(lowest > Number(first) ? below : []), ...between, ...(highest < Number(last) ? above : [])].map(
    (pattern) => start + pattern,
  );
}

const set = (first: string, last: string): string => (first === last ? first : `[${first}-${last}]`);
