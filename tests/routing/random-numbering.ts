import type { DialPattern } from '@trunkline/contracts';

/** Routes made at random; `trunks` by their place. */
export interface Numbering {
  routes: {
    name: string;
    position: number;
    enabled: boolean;
    patterns: DialPattern[];
    trunks: number[];
  }[];
}

type Random = () => number;
const upTo = (random: Random, most: number): number => Math.floor(random() * most);
const one = <T>(random: Random, of: readonly T[]): T => of[upTo(random, of.length)] as T;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Few digits, so that patterns overlap. */
const digits = ['0', '1', '2', '9'];
const parts = [...digits, 'X', 'Z', 'N', '[1-3]', '[029]'];

/** One to five routes over some of the trunks. */
export function aNumbering(random: Random, trunks: number): Numbering {
  return {
    routes: times(1 + upTo(random, 5), () => ({
      name: `Route ${Math.floor(random() * 1e9)}`,
      position: upTo(random, 4) * 10,
      enabled: random() < 0.8,
      patterns: times(1 + upTo(random, 3), () => aPattern(random)),
      trunks: shuffled(random, trunks).slice(0, 1 + upTo(random, trunks)),
    })),
  };
}

function aPattern(random: Random): DialPattern {
  const open = random() < 0.4;
  const length = 1 + upTo(random, 4);
  const start = random() < 0.15 ? '+' : '';
  const prepend = one(random, ['', '', '49', '+1']);
  const shortest = start.length + length + (open ? 1 : 0);
  return {
    match: `${start}${times(length, () => one(random, parts)).join('')}${open ? '.' : ''}`,
    // At least one of what was dialled is left, unless something stands in its place.
    strip: upTo(random, prepend === '' ? shortest : shortest + 2),
    prepend,
  };
}

function shuffled(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, n) => [random(), n] as const)
    .sort(([a], [b]) => a - b)
    .map(([, n]) => n);
}

/** What fits one of the patterns, as a rule; else an extension, a code, or anything. */
export function aDialledNumber(random: Random, { routes }: Numbering): string {
  const kind = random();
  if (kind < 0.12) return one(random, ['11', '112', '2001', '1000']);
  // Nothing rings at 1000, which is not registered, that could be picked up meanwhile.
  if (kind < 0.18) return one(random, ['*81000', '*8711', '*89', '*71', '*79', '*70', '*1']);
  if (kind < 0.35) return times(1 + upTo(random, 6), () => one(random, digits)).join('');
  const { match } = one(
    random,
    routes.flatMap(({ patterns }) => patterns),
  );
  return match
    .replace(/\[([^\]]*)\]/g, (_, set: string) => one(random, [...set.replace('-', '')]))
    .replace(/[XZN]/g, (kind) => one(random, kind === 'N' ? ['2', '9'] : ['1', '2', '9']))
    .replace(/\.$/, () => times(1 + upTo(random, 3), () => one(random, digits)).join(''));
}
