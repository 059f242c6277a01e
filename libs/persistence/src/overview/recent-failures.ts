import type { CallRecord } from '@trunkline/contracts';
import { type DataSource, In } from 'typeorm';
import { toCallRecord } from '../call-records/call-records.js';
import { CallRecordEntity } from '../entities/call-record.entity.js';

/** Each kind of failure by the index that has its newest first: a search for all at once would walk through every call. */
const kinds = ["disposition = 'failed'", "disposition = 'rejected'", "end_reason = 'pbx_crash'"];
const newest = (kind: string) => `
(SELECT id, started_at FROM call_record_keys WHERE ${kind} AND started_at >= $1
  ORDER BY started_at DESC, id DESC LIMIT $2)`;
const ids = `SELECT id FROM (${kinds.map(newest).join(' UNION ')}) failed ORDER BY started_at DESC, id DESC LIMIT $2`;

/** The calls since `since` that failed, were rejected or were cut by a crash, newest first, `limit` at most. */
export async function recentFailures(ds: DataSource, since: Date, limit: number): Promise<CallRecord[]> {
  const found = await ds.query<{ id: string }[]>(ids, [since, limit]);
  const rows = await ds.manager.find(CallRecordEntity, {
    where: { id: In(found.map(({ id }) => id)) },
    order: { startedAt: 'DESC', id: 'DESC' },
  });
  return rows.map(toCallRecord);
}
