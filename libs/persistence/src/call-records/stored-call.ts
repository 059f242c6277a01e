import { isDeepStrictEqual } from 'node:util';
import type { CallRecord } from '@trunkline/contracts';
import {
  buildCallRecord,
  type CelRow,
  type Closing,
  callIdOf,
  type Directory,
  type DirectoryMemory,
  rememberingDirectory,
} from '@trunkline/domain';
import { type EntityManager, In } from 'typeorm';
import { Cel } from '../cel/cel.js';
import { type Prepared, runPrepared } from '../data-source/prepared.js';
import { CallClosingEntity } from '../entities/call-closing.entity.js';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { storableJson, storableText } from '../entities/storable.js';
import { toCallRecord } from './call-records.js';
import { upsertCallRecords } from './upsert-call-records.js';
import { type NodeLines, readWholeCalls, type WholeCall } from './whole-call.js';

/**
 * Whose records they are, and what making them takes. `sipCallIdsOf` answers what is known of a call beside its lines, for
 * records that are new; `noteSipCallIds` notes what it does not know.
 */
export interface RecordSources extends NodeLines {
  directory: Directory;
  sipCallIdsOf?: (callId: string) => readonly string[];
}

/** A call whose record is to be made, by any of its linkedids. */
export interface CallToRecord {
  linkedid: string;
  /** What was found out about the call besides its lines; it is kept, so that rebuilding knows it too. */
  closing?: Closing | null;
}

/** `open`: there is no record, since the call is going on or has no line that could be read. */
export type BuildOutcome = 'open' | 'made' | 'changed' | 'unchanged';

interface Draft {
  asked: CallToRecord;
  whole: WholeCall;
  root: string;
  outcome: BuildOutcome;
  record: CallRecord | null;
  memory: DirectoryMemory;
}

/**
 * Makes the records of the whole calls that these linkedids belong to from their stored lines, and writes those that are
 * not what is there already: names are those of the first time, so that doing it again changes nothing. What became of
 * each, in their order.
 */
export async function buildStoredCalls(
  manager: EntityManager,
  sources: RecordSources,
  asked: readonly CallToRecord[],
): Promise<BuildOutcome[]> {
  const wholes = await readWholeCalls(
    manager,
    sources,
    asked.map(({ linkedid }) => linkedid),
  );
  const before = await recordsBefore(manager, sources.node, wholes);
  const closings = await closingsOf(manager, sources.node, wholes);
  const drafts = wholes.map((whole, index) => {
    const call = asked[index] ?? { linkedid: '' };
    const known = [...whole.linkedids].map((linkedid) => closings.get(storableText(linkedid))).find(Boolean);
    return draftOf(sources, { asked: call, whole, before, closing: call.closing ?? known ?? null });
  });
  await write(manager, sources, drafts);
  const told = new Set<string>();
  return drafts.map(({ record, outcome }) => {
    if (!record) return outcome;
    const again = told.has(record.id);
    told.add(record.id);
    return again ? 'unchanged' : outcome;
  });
}

function draftOf(
  { node, directory }: RecordSources,
  call: {
    asked: CallToRecord;
    whole: WholeCall;
    before: ReadonlyMap<string, CallRecordEntity>;
    closing: Closing | null;
  },
): Draft {
  const { asked, whole, closing } = call;
  const root = rootOf(whole) ?? asked.linkedid;
  const before = call.before.get(callIdOf(node, root)) ?? null;
  const { directory: remembering, memory } = rememberingDirectory(directory, before?.lookedUp);
  const record = buildCallRecord(node, whole.rows, remembering, { closing });
  const same = record !== null && before !== null && sameRecord(toCallRecord(before), record);
  const outcome = record === null ? 'open' : before === null ? 'made' : same ? 'unchanged' : 'changed';
  return { asked, whole, root, outcome, record, memory };
}

function rootOf({ rows }: WholeCall): string | undefined {
  return rows.reduce<CelRow | undefined>(
    (first, row) => (first && first.atMicros <= row.atMicros ? first : row),
    undefined,
  )?.linkedid;
}

const recordIds: Prepared = { name: 'record-ids', text: 'SELECT id FROM call_records WHERE id = ANY($1::uuid[])' };
const closingIds: Prepared = {
  name: 'closing-ids',
  text: 'SELECT linkedid FROM call_closings WHERE node = $1 AND linkedid = ANY($2::text[])',
};

/** Compares as stored: what Postgres cannot keep of a text does not make two records differ. */
const sameRecord = (stored: CallRecord, built: CallRecord): boolean =>
  isDeepStrictEqual({ ...stored, sipCallIds: [] }, storableJson(built));

async function recordsBefore(
  manager: EntityManager,
  node: string,
  wholes: readonly WholeCall[],
): Promise<Map<string, CallRecordEntity>> {
  const ids = wholes.flatMap((whole) => rootOf(whole) ?? []).map((root) => callIdOf(node, root));
  // Most have none.
  const known = await runPrepared<{ id: string }>(manager, recordIds, [ids]);
  const rows = known.length === 0 ? [] : await manager.findBy(CallRecordEntity, { id: In(known.map(({ id }) => id)) });
  return new Map(rows.map((row) => [row.id, row]));
}

async function closingsOf(
  manager: EntityManager,
  node: string,
  wholes: readonly WholeCall[],
): Promise<Map<string, Closing>> {
  const linkedids = wholes.flatMap((whole) => [...whole.linkedids].map(storableText));
  const known = await runPrepared<{ linkedid: string }>(manager, closingIds, [node, linkedids]);
  if (known.length === 0) return new Map();
  const rows = await manager.findBy(CallClosingEntity, { node, linkedid: In(known.map(({ linkedid }) => linkedid)) });
  return new Map(rows.map(({ linkedid, reason, atMicros }) => [linkedid, { reason, atMicros }]));
}

async function write(
  manager: EntityManager,
  { node, sipCallIdsOf = () => [] }: RecordSources,
  drafts: readonly Draft[],
): Promise<void> {
  // Two linkedids of one call give the same record: the last one knows whatever was found out.
  const byCall = new Map(drafts.flatMap((draft) => (draft.record ? [[draft.record.id, draft] as const] : [])));
  const made = [...byCall.values()];
  const closings = made.flatMap(({ asked: { closing }, record }) =>
    closing && record && record.endReason !== 'hangup' ? [{ node, linkedid: record.linkedid, ...closing }] : [],
  );
  if (closings.length > 0) await manager.upsert(CallClosingEntity, closings, ['node', 'linkedid']);
  await upsertCallRecords(
    manager,
    made.flatMap(({ record, memory, outcome }) =>
      record && outcome !== 'unchanged'
        ? [{ record: { ...record, sipCallIds: [...sipCallIdsOf(record.id)] }, lookedUp: memory }]
        : [],
    ),
  );
  await settle(manager, node, drafts);
}

/** Nothing of the calls is open any more, and records of what was merged into another one give way to its record. */
async function settle(manager: EntityManager, node: string, drafts: readonly Draft[]): Promise<void> {
  const closed = drafts.flatMap(({ asked, whole, root, record }) => {
    if (record) return [...whole.linkedids];
    // A call that was merged into another is open under the name of that one.
    return asked.closing || root !== asked.linkedid ? [asked.linkedid] : [];
  });
  if (closed.length > 0) await Cel.close(manager, node, closed);
  for (const { record, whole } of drafts) {
    const absorbed = record ? [...whole.linkedids].filter((linkedid) => linkedid !== record.linkedid) : [];
    if (!record || absorbed.length === 0) continue;
    await manager.query(
      `UPDATE call_records SET superseded_by = $1
        WHERE node = $2 AND linkedid = ANY($3) AND id <> $1 AND superseded_by IS DISTINCT FROM $1`,
      [record.id, node, absorbed.map(storableText)],
    );
  }
}
