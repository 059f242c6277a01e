import { appendFileSync } from 'node:fs';

/** One figure of `npm run bench`. */
export interface BenchFigure {
  /** What was measured, in words: `calls a second, bare Dial()`. */
  what: string;
  /** Several measurements of the same thing; the figure is their median. */
  values: readonly number[];
  /** `calls/s`, `ms`, `MB`, or `x` for a ratio. */
  unit: string;
  /** What it should be. */
  target?: { atLeast?: number; atMost?: number };
  /** One of many: kept in bench.json, not printed. */
  detail?: boolean;
}

/** Whether the bench is to be over in minutes (`npm run bench -- --quick`), at the price of its precision. */
export const quick = process.env.TRUNKLINE_BENCH === 'quick';

/** Adds a figure to the report of the run, which tools/bench.mjs prints and keeps. */
export function report(figure: BenchFigure): void {
  append(figure);
}

/** Says which version of a program was measured. */
export function reportVersion(program: string, version: string): void {
  append({ program, version });
}

function append(line: unknown): void {
  const file = process.env.TRUNKLINE_BENCH_REPORT;
  if (!file) throw new Error('figures are reported by npm run bench only');
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** The value below which `share` (0 to 1) of the values lie; NaN when there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
