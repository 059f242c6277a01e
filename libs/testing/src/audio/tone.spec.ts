import { toneLevel, toneLevels, toneSamples } from '@trunkline/domain';
import { expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw } from './mulaw.js';

const companded = (samples: Int16Array): Int16Array => samples.map((sample) => decodeMulaw(encodeMulaw(sample)));

it('finds a tone and no other after it went through µ-law', () => {
  const levels = toneLevels(companded(toneSamples(1000, 0, 8000)), [600, 1000]);
  expect(levels.get(1000)).toBeGreaterThan(0.95);
  expect(levels.get(600)).toBeLessThan(0.02);
});

it('finds both of two tones', () => {
  const other = toneSamples(600, 0, 8000);
  const mixed = toneSamples(1000, 0, 8000).map((sample, index) => sample + (other[index] ?? 0));
  expect(toneLevel(mixed, 1000)).toBeCloseTo(0.5, 1);
  expect(toneLevel(mixed, 600)).toBeCloseTo(0.5, 1);
});

it('finds nothing in silence, in noise and in nothing', () => {
  let seed = 1;
  const noise = Int16Array.from({ length: 8000 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (seed >> 15) - 32_768;
  });
  expect(toneLevel(new Int16Array(8000), 1000)).toBe(0);
  expect(toneLevel(new Int16Array(0), 1000)).toBe(0);
  expect(toneLevel(noise, 1000)).toBeLessThan(0.1);
});

it('keeps a sample within one µ-law step', () => {
  for (const sample of [0, 1, -1, 100, -100, 5000, -5000, 32_000, -32_000])
    expect(Math.abs(decodeMulaw(encodeMulaw(sample)) - sample)).toBeLessThanOrEqual(Math.abs(sample) / 16 + 8);
});
