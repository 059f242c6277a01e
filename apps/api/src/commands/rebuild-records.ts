import { parseCelRecord } from '@trunkline/asterisk';
import { timestampSchema } from '@trunkline/contracts';
import { directoryOf } from '@trunkline/domain';
import { type BuildOutcome, buildStoredCalls, Cel, readDirectory } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';
import { parse, UsageError } from './usage-error.js';
import { withDatabase } from './with-database.js';

const BATCH = 200;

/**
 * `records-rebuild [--from TIME] [--to TIME] [--node NODE]`: makes the record of every call with raw events from the span of
 * time anew and writes those that differ. Says how many calls were read, unchanged, changed, made and open.
 */
export async function rebuildRecords(args: string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parse(args, { from: text, to: text, node: text });
  const span = { from: timeOf(values, 'from'), to: timeOf(values, 'to') };
  const counts: Record<BuildOutcome, number> = { unchanged: 0, changed: 0, made: 0, open: 0 };
  await withDatabase(async (source) => {
    const nodes = typeof values.node === 'string' ? [values.node] : await Cel.nodes(source);
    for (const node of nodes) await rebuildNode(source, { node, ...span }, counts);
  });
  const read = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const { unchanged, changed, made, open } = counts;
  process.stdout.write(`${read} read, ${unchanged} unchanged, ${changed} changed, ${made} made, ${open} open\n`);
  return 0;
}

async function rebuildNode(
  source: DataSource,
  span: { node: string; from: Date | null; to: Date | null },
  counts: Record<BuildOutcome, number>,
): Promise<void> {
  const directory = directoryOf(await readDirectory(source));
  for (let after = ''; ; ) {
    const linkedids = await Cel.linkedIds(source, { ...span, after, limit: BATCH });
    const calls = linkedids.map((linkedid) => ({ linkedid }));
    const sources = { node: span.node, directory, parse: parseCelRecord };
    const outcomes = await source.transaction((manager) => buildStoredCalls(manager, sources, calls));
    for (const outcome of outcomes) counts[outcome] += 1;
    const last = linkedids.at(-1);
    if (linkedids.length < BATCH || last === undefined) return;
    after = last;
  }
}

function timeOf(values: Record<string, unknown>, name: string): Date | null {
  const value = values[name];
  if (value === undefined) return null;
  if (!timestampSchema.safeParse(value).success)
    throw new UsageError(`--${name} must be a time in UTC such as 2026-01-31T12:00:00Z.`);
  return new Date(String(value));
}
