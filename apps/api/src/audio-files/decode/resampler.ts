/** Attenuation of what would fold back: Kaiser's beta for 80 dB, and what it costs in length. */
const BETA = 7.86;
/** The band between what passes and what is gone ends at half the lower rate, and is an eighth of that wide. */
const TRANSITION = 0.0625;

/**
 * Changes the sample rate of one channel, block by block: a low-pass (windowed sinc) at each phase between two samples
 * (F. J. Harris, Multirate Signal Processing). Nothing above half of the lower rate is left.
 */
export class Resampler {
  private readonly up: number;
  private readonly down: number;
  private readonly taps: number;
  private readonly kernels: Float32Array[];
  /** Input that is still needed, the silence before the first sample included. */
  private pending: Float32Array;
  /** Place in `pending` of the first tap of the next sample, and the phase of that one. */
  private place = 0;
  private phase = 0;
  private received = 0;
  private produced = 0;

  constructor(from: number, to: number) {
    const divisor = gcd(from, to);
    this.up = to / divisor;
    this.down = from / divisor;
    const lower = Math.min(from, to) / from;
    const half = Math.ceil(72 / (2.285 * 2 * Math.PI * TRANSITION * lower) / 2);
    this.taps = 2 * half;
    const cutoff = lower * (0.5 - TRANSITION / 2);
    this.kernels = Array.from({ length: this.up }, (_, phase) => kernel(half, cutoff, phase / this.up));
    this.pending = new Float32Array(half - 1);
  }

  /** What can be told after this input. */
  push(input: Float32Array): Float32Array {
    this.received += input.length;
    return this.run(input);
  }

  /** What is left: as much as the input was long, in all. */
  end(): Float32Array {
    const wanted = Math.round((this.received * this.up) / this.down) - this.produced;
    return this.run(new Float32Array(this.taps)).subarray(0, Math.max(0, wanted));
  }

  private run(input: Float32Array): Float32Array {
    const samples = new Float32Array(this.pending.length + input.length);
    samples.set(this.pending);
    samples.set(input, this.pending.length);
    const room = Math.max(0, Math.ceil(((samples.length - this.place + 1) * this.up) / this.down) + 1);
    const output = new Float32Array(room);
    let count = 0;
    let { place, phase } = this;
    while (place + this.taps <= samples.length) {
      output[count] = weighed(samples, place, this.kernels[phase] as Float32Array);
      count += 1;
      phase += this.down;
      place += Math.floor(phase / this.up);
      phase %= this.up;
    }
    const kept = Math.min(place, samples.length);
    this.pending = samples.slice(kept);
    this.place = place - kept;
    this.phase = phase;
    this.produced += count;
    return output.subarray(0, count);
  }
}

function weighed(samples: Float32Array, place: number, weights: Float32Array): number {
  let sum = 0;
  for (let tap = 0; tap < weights.length; tap += 1) sum += (samples[place + tap] as number) * (weights[tap] as number);
  return sum;
}

/** The weights of `2 * half` samples around a point that lies `offset` of a sample after number `half - 1`; their sum is 1. */
function kernel(half: number, cutoff: number, offset: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, tap) => {
    const distance = tap - (half - 1) - offset;
    const x = 2 * Math.PI * cutoff * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    const within = Math.max(0, 1 - (distance / half) ** 2);
    return sinc * bessel(BETA * Math.sqrt(within));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
