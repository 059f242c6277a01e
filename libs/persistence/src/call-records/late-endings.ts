import type { NewLiveEvent } from '@trunkline/contracts';
import { callOfRecord } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { CallRecordEntity } from '../entities/call-record.entity.js';
import { appendEvents } from '../events/event-log.js';
import { newId } from '../ids/new-id.js';
import { LiveCalls } from '../live/live-calls.js';
import { toCallRecord } from './call-records.js';

/**
 * Which records are looked at: stored after `since`, by the clock of the database, and long enough ago for the stream to have told
 * the end itself.
 */
export interface LateSpan {
  node: string;
  since: Date;
  graceSeconds: number;
}

const BATCH = 200;
/** Older ends are history: the stream keeps no longer. */
const OLDEST = '7 days';

/**
 * Publishes `call.ended`, marked late, for calls that have a record and never ended in the stream. Returns how many; it
 * is called again until that is 0. Call it alone in its transaction: it appends to the log.
 */
export async function publishLateEndings(manager: EntityManager, span: LateSpan): Promise<number> {
  const rows = await manager
    .createQueryBuilder(CallRecordEntity, 'record')
    .where('record.node = :node AND record.supersededBy IS NULL', { node: span.node })
    .andWhere(`record.storedAt > :since AND record.storedAt < now() - :grace * interval '1 second'`, {
      since: span.since,
      grace: span.graceSeconds,
    })
    .andWhere(`record.endedAt > now() - interval '${OLDEST}'`)
    // Asked for each record by index: as NOT EXISTS the planner may read the whole log instead.
    .andWhere(
      `(SELECT e.seq FROM event_log e WHERE e.type IN ('call.ended', 'call.merged') AND e.call_id = record.id LIMIT 1) IS NULL`,
    )
    .orderBy('record.storedAt')
    .limit(BATCH)
    .getMany();
  if (rows.length === 0) return 0;
  const at = new Date().toISOString();
  const events = rows.map((row): NewLiveEvent => {
    return { type: 'call.ended', id: newId(), at, data: callOfRecord(toCallRecord(row)) };
  });
  await LiveCalls.apply(
    manager,
    [],
    rows.map(({ id }) => id),
  );
  return (await appendEvents(manager, events)).length;
}

/**
 * Notes the SIP Call-IDs of calls whose end the stream told, so that records are found by them: of those whose record was made
 * before, or by an agent that had not seen the call.
 */
export async function noteSipCallIds(
  manager: EntityManager,
  { node, since }: Omit<LateSpan, 'graceSeconds'>,
): Promise<void> {
  await manager.query(
    `UPDATE call_records r SET sip_call_ids = told.ids
       FROM (SELECT fresh.id,
                    ARRAY(SELECT DISTINCT leg->>'sipCallId'
                            FROM event_log e, jsonb_array_elements(e.data->'legs') leg
                           WHERE e.type = 'call.ended' AND e.call_id = fresh.id AND leg->>'sipCallId' IS NOT NULL) AS ids
               FROM call_records fresh
              WHERE fresh.node = $1 AND fresh.stored_at > $2 AND fresh.sip_call_ids = '{}' OFFSET 0) told
      WHERE r.id = told.id AND told.ids <> '{}'`,
    [node, since],
  );
}
