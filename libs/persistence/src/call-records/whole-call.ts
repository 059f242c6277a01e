import { type CelRow, joinedChannels } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { Cel } from '../cel/cel.js';

/** How long after a call's last line another call's may still say that both are one. */
const SLACK_MS = 5000;

/** Whose calls they are, and what reads a line of the spool. */
export interface NodeLines {
  node: string;
  parse: (raw: string) => CelRow | null;
}

/** Every stored row of a call, and the linkedids that they bear. */
export interface WholeCall {
  rows: CelRow[];
  linkedids: Set<string>;
}

/**
 * Reads the whole calls that these linkedids belong to, one for each, whichever of a call's linkedids is asked for.
 * Pickups and attended transfers make one call of several: the channel that joins bears the other linkedid from then on,
 * but in lines that come only when it leaves, so what they say themselves counts too.
 */
export async function readWholeCalls(
  manager: EntityManager,
  lines: NodeLines,
  linkedids: readonly string[],
): Promise<WholeCall[]> {
  const calls = linkedids.map((linkedid): WholeCall => ({ rows: [], linkedids: new Set([linkedid]) }));
  for (let unknown = calls; unknown.length > 0; ) {
    await readRows(manager, lines, unknown);
    const sizes = new Map(unknown.map((call) => [call, call.linkedids.size]));
    await addJoined(manager, lines, unknown);
    unknown = unknown.filter((call) => call.linkedids.size > (sizes.get(call) ?? 0));
  }
  return calls;
}

async function readRows(
  manager: EntityManager,
  { node, parse }: NodeLines,
  calls: readonly WholeCall[],
): Promise<void> {
  const lines = await Cel.rowsOfCalls(
    manager,
    node,
    calls.map((call) => [...call.linkedids]),
  );
  for (const call of calls) call.rows = [];
  for (const { call: index, linkedid, raw } of lines) {
    const call = calls[index];
    const row = parse(raw);
    call?.linkedids.add(linkedid);
    if (row) call?.rows.push(row);
  }
}

/** Adds the linkedids of channels that were joined to those of the rows. */
async function addJoined(
  manager: EntityManager,
  { node, parse }: NodeLines,
  calls: readonly WholeCall[],
): Promise<void> {
  const span = spanOf(calls.flatMap((call) => call.rows));
  if (!span) return;
  const joinings = (await Cel.joinings(manager, node, span)).flatMap((raw) => parse(raw) ?? []).map(joinedChannels);
  if (joinings.length === 0) return;
  for (const { rows, linkedids } of calls) {
    const channels = new Set(rows.map((row) => row.uniqueid));
    const joined = joinings.filter((ids) => ids.some((id) => channels.has(id))).flat();
    const missing = joined.filter((id) => !channels.has(id));
    if (missing.length === 0) continue;
    for (const other of await Cel.linkedIdsOfChannels(manager, node, missing)) linkedids.add(other);
  }
}

function spanOf(rows: readonly CelRow[]): { from: Date; to: Date } | null {
  if (rows.length === 0) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { atMicros } of rows) [from, to] = [Math.min(from, atMicros / 1000), Math.max(to, atMicros / 1000)];
  return { from: new Date(from), to: new Date(to + SLACK_MS) };
}
