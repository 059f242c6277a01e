import { type CelRow, joinedChannels } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { Cel } from '../cel/cel.js';

/** How long after a call's last line another call's may still say that both are one. */
const SLACK_MS = 5000;

/** Which call, and what reads a line of the spool. */
export interface CallLines {
  node: string;
  linkedid: string;
  parse: (raw: string) => CelRow | null;
}

/** Every stored row of a call, and the linkedids that they bear. */
export interface WholeCall {
  rows: CelRow[];
  linkedids: string[];
}

/**
 * Reads the whole call that a linkedid belongs to, whichever of its linkedids is asked for. Pickups and attended transfers
 * make one call of several: the channel that joins bears the other linkedid from then on, but in lines that come only when
 * it leaves, so what they say themselves counts too.
 */
export async function readWholeCall(manager: EntityManager, { node, linkedid, parse }: CallLines): Promise<WholeCall> {
  const linkedids = new Set([linkedid]);
  for (;;) {
    const lines = await Cel.rowsOfCall(manager, node, [...linkedids]);
    for (const line of lines) linkedids.add(line.linkedid);
    const rows = lines.flatMap(({ raw }) => parse(raw) ?? []);
    const before = linkedids.size;
    for (const other of await joinedLinkedIds(manager, { node, parse }, rows)) linkedids.add(other);
    if (linkedids.size === before) return { rows, linkedids: [...linkedids] };
  }
}

/** Linkedids of channels that were joined to those of `rows`. */
async function joinedLinkedIds(
  manager: EntityManager,
  { node, parse }: Omit<CallLines, 'linkedid'>,
  rows: readonly CelRow[],
): Promise<string[]> {
  const times = rows.map((row) => row.atMicros / 1000);
  if (times.length === 0) return [];
  const span = { from: new Date(Math.min(...times)), to: new Date(Math.max(...times) + SLACK_MS) };
  const channels = new Set(rows.map((row) => row.uniqueid));
  const joined = (await Cel.joinings(manager, node, span))
    .flatMap((raw) => parse(raw) ?? [])
    .map(joinedChannels)
    .filter((ids) => ids.some((id) => channels.has(id)));
  const missing = joined.flat().filter((id) => !channels.has(id));
  return missing.length === 0 ? [] : Cel.linkedIdsOfChannels(manager, node, missing);
}
