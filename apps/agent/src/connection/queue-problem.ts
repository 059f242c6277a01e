import type { TaskQueue } from '@trunkline/asterisk';

/** More than this in one queue at two looks is not a burst any more (Asterisk's own high water is 500). */
const MOST_WAITING = 500;

const meanings: readonly (readonly [RegExp, string])[] = [
  [/cel/i, 'call events are not written fast enough: is the disk of the spool slow or full?'],
  [/pjsip/i, 'SIP messages are handled late: Asterisk has more to do than it can.'],
  [/ari|stasis/i, 'the agent gets its events late.'],
];

/** In words what it means that queues of Asterisk do not run empty; null while they do. */
export function queueProblem(before: readonly TaskQueue[], now: readonly TaskQueue[]): string | null {
  const long = new Set(before.filter(({ waiting }) => waiting > MOST_WAITING).map(({ name }) => name));
  const stuck = now.filter(({ name, waiting }) => waiting > MOST_WAITING && long.has(name));
  const [worst] = stuck.sort((a, b) => b.waiting - a.waiting);
  if (!worst) return null;
  const meaning = meanings.find(([pattern]) => pattern.test(worst.name))?.[1] ?? 'Asterisk is behind with its work.';
  return `${worst.waiting} tasks wait in Asterisk (${worst.name}): ${meaning}`;
}
