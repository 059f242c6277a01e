import { isDeepStrictEqual } from 'node:util';
import type { CallRecord } from '@trunkline/contracts';
import {
  buildCallRecord,
  type CelRow,
  type Closing,
  callIdOf,
  type Directory,
  rememberingDirectory,
} from '@trunkline/domain';
import { type EntityManager, In } from 'typeorm';
import { Cel } from '../cel/cel.js';
import { CallClosingEntity } from '../entities/call-closing.entity.js';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { CelOpenCallEntity } from '../entities/cel-open-call.entity.js';
import { storableJson, storableText } from '../entities/storable.js';
import { toCallRecord } from './call-records.js';
import { upsertCallRecord } from './upsert-call-record.js';
import { type CallLines, readWholeCall } from './whole-call.js';

/** Which call, and what making its record takes. */
export interface StoredCall extends CallLines {
  directory: Directory;
  /** What was found out about the call besides its lines; it is kept, so that rebuilding knows it too. */
  closing?: Closing | null;
}

/** `open`: there is no record, since the call is going on or has no line that could be read. */
export type BuildOutcome = 'open' | 'made' | 'changed' | 'unchanged';

/**
 * Makes the record of the whole call that a linkedid belongs to from its stored lines, and writes it when it is not what
 * is there already: names are those of the first time, so that doing it again changes nothing.
 */
export async function buildStoredCall(manager: EntityManager, call: StoredCall): Promise<BuildOutcome> {
  const { node } = call;
  const { rows, linkedids } = await readWholeCall(manager, call);
  const root = rows.reduce<CelRow | null>(
    (first, row) => (first && first.atMicros <= row.atMicros ? first : row),
    null,
  );
  const before = root ? await manager.findOneBy(CallRecordEntity, { id: callIdOf(node, root.linkedid) }) : null;
  const closing = call.closing ?? (await closingOf(manager, node, linkedids));
  const { directory, memory } = rememberingDirectory(call.directory, before?.lookedUp);
  const record = buildCallRecord(node, rows, directory, { closing });
  if (!record) return leaveOpen(manager, call, root?.linkedid ?? call.linkedid);

  if (call.closing && record.endReason !== 'hangup') await keepClosing(manager, record, call.closing);
  const outcome = before === null ? 'made' : sameRecord(toCallRecord(before), record) ? 'unchanged' : 'changed';
  if (outcome !== 'unchanged') await upsertCallRecord(manager, record, memory);
  await settle(manager, record, linkedids);
  return outcome;
}

/** Compares as stored: what Postgres cannot keep of a text does not make two records differ. */
const sameRecord = (stored: CallRecord, built: CallRecord): boolean =>
  isDeepStrictEqual({ ...stored, sipCallIds: [] }, storableJson(built));

async function leaveOpen(manager: EntityManager, call: StoredCall, root: string): Promise<BuildOutcome> {
  // A call that was merged into another is open under the name of that one.
  if (call.closing || root !== call.linkedid) await Cel.close(manager, call.node, call.linkedid);
  return 'open';
}

async function closingOf(manager: EntityManager, node: string, linkedids: readonly string[]): Promise<Closing | null> {
  const row = await manager.findOneBy(CallClosingEntity, { node, linkedid: In(linkedids.map(storableText)) });
  return row && { reason: row.reason, atMicros: row.atMicros };
}

async function keepClosing(manager: EntityManager, { node, linkedid }: CallRecord, closing: Closing): Promise<void> {
  await manager.upsert(CallClosingEntity, { node, linkedid, ...closing }, ['node', 'linkedid']);
}

/** Nothing of the call is open any more, and records of what was merged into it give way to this one. */
async function settle(manager: EntityManager, record: CallRecord, linkedids: readonly string[]): Promise<void> {
  const { id, node } = record;
  await manager.delete(CelOpenCallEntity, { node, linkedid: In(linkedids.map(storableText)) });
  const absorbed = linkedids.filter((linkedid) => linkedid !== record.linkedid).map(storableText);
  if (absorbed.length === 0) return;
  await manager.query(
    `UPDATE call_records SET superseded_by = $1
      WHERE node = $2 AND linkedid = ANY($3) AND id <> $1 AND superseded_by IS DISTINCT FROM $1`,
    [id, node, absorbed],
  );
}
