/** Whether this is `npm run prove`: fault tests then take their long form. */
export const proving = process.env.TRUNKLINE_PROVE === '1';

/** What random choices of this run begin with; TRUNKLINE_SEED repeats one. */
export const seed = Number(process.env.TRUNKLINE_SEED ?? 20_260_101);

/** Random numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seeded(from = seed): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
