/** Samples in a second of telephone audio: G.711 and the carrier's recordings. */
export const SAMPLE_RATE = 8000;

/** `count` samples of a sine wave, from sample number `from` on, so that blocks join without a click. */
export function toneSamples(frequency: number, from: number, count: number, amplitude = 8000): Int16Array {
  const step = (2 * Math.PI * frequency) / SAMPLE_RATE;
  return Int16Array.from({ length: count }, (_, index) => Math.round(amplitude * Math.sin(step * (from + index))));
}

// Short blocks: a lost packet or a jump of the phase costs one block, not the whole measurement.
const BLOCK = 400;

/**
 * How much of the energy of `samples` lies at each frequency, 0 to 1 (Goertzel's algorithm over blocks of 50 ms).
 * A pure tone measures about 1 at its own frequency and about 0 at others more than 60 Hz away; silence is 0 everywhere.
 */
export function toneLevels(samples: Int16Array, frequencies: readonly number[]): Map<number, number> {
  const blocks = Math.floor(samples.length / BLOCK);
  let energy = 0;
  for (const sample of samples.subarray(0, blocks * BLOCK)) energy += sample * sample;
  const levelOf = (frequency: number): number => {
    let found = 0;
    for (let block = 0; block < blocks; block += 1)
      found += (2 * goertzel(samples.subarray(block * BLOCK, (block + 1) * BLOCK), frequency)) / BLOCK;
    return energy === 0 ? 0 : found / energy;
  };
  return new Map(frequencies.map((frequency) => [frequency, levelOf(frequency)]));
}

/** The level of one frequency: see {@link toneLevels}. */
export function toneLevel(samples: Int16Array, frequency: number): number {
  return toneLevels(samples, [frequency]).get(frequency) ?? 0;
}

/** Squared magnitude of one DFT term. */
function goertzel(samples: Int16Array, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
}
