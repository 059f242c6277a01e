import type { CallRecordsReport } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';
import { SpoolGaps } from '../cel/spool-gaps.js';
import { Nodes } from '../nodes/nodes.js';

/** What the report is made of; `summary` and `complete` follow from it. */
export type RecordsFacts = Omit<CallRecordsReport, 'complete' | 'completeUpTo' | 'summary'>;

const GAPS_SHOWN = 100;

type Counts = CallRecordsReport['calls'] & { rows: number; streamSince: Date | null };

/** Counts what came in and what was kept of the span of time, each number by one plain query. */
export async function readRecordsReport(ds: DataSource, from: Date, to: Date): Promise<RecordsFacts> {
  const [[row], files, { gaps, count }, node] = await Promise.all([
    ds.query<[Counts]>(counts, [from, to]),
    ds.query<{ node: string; fileId: string; byteOffset: string; storedAt: Date }[]>(
      `SELECT node, file_id AS "fileId", byte_offset AS "byteOffset", updated_at AS "storedAt"
         FROM cel_spool ORDER BY updated_at DESC LIMIT 20`,
    ),
    SpoolGaps.list(ds, from, to, GAPS_SHOWN),
    Nodes.get(ds),
  ]);
  const { rows, streamSince, ...calls } = row;
  const spool = node?.status.spool;
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    calls,
    streamSince: streamSince?.toISOString() ?? null,
    spool: {
      rows,
      gaps,
      gapCount: count,
      lastStoredAt: files[0]?.storedAt.toISOString() ?? null,
      files: files.map((file) => {
        return { ...file, byteOffset: Number(file.byteOffset), storedAt: file.storedAt.toISOString() };
      }),
      lagBytes: spool?.lagBytes ?? null,
      freeBytes: spool?.freeBytes ?? null,
      reportedAt: node?.lastSeenAt.toISOString() ?? null,
    },
  };
}

/** `$1` included, `$2` not. A record is of the time at which its call began, an event of when it was published. */
const counts = `
SELECT
  (SELECT count(DISTINCT call_id)::int FROM event_log WHERE type = 'call.started' AND at >= $1 AND at < $2) AS seen,
  (SELECT count(*)::int FROM event_log WHERE type = 'call.ended' AND at >= $1 AND at < $2) AS ended,
  (SELECT count(*)::int FROM event_log WHERE type = 'call.ended' AND at >= $1 AND at < $2 AND data->>'late' = 'true') AS late,
  (SELECT count(*)::int FROM call_records WHERE superseded_by IS NULL AND started_at >= $1 AND started_at < $2) AS closed,
  (SELECT count(*)::int FROM call_records WHERE superseded_by IS NULL AND started_at >= $1 AND started_at < $2
     AND end_reason = 'pbx_crash') AS crashed,
  (SELECT count(*)::int FROM call_records WHERE superseded_by IS NULL AND started_at >= $1 AND started_at < $2
     AND end_reason = 'unknown') AS "unknownEnd",
  (SELECT count(*)::int FROM call_records WHERE superseded_by IS NOT NULL AND started_at >= $1 AND started_at < $2) AS superseded,
  (SELECT count(*)::int FROM cel_open_calls WHERE first_at >= $1 AND first_at < $2) AS open,
  (SELECT count(*)::int FROM event_log e WHERE e.type = 'call.ended' AND e.at >= $1 AND e.at < least($2, now() - interval '30 seconds')
     AND NOT EXISTS (SELECT 1 FROM call_records r WHERE r.id = e.call_id)) AS "withoutRecord",
  (SELECT count(*)::int FROM call_records r WHERE r.superseded_by IS NULL AND r.started_at >= $1 AND r.started_at < $2
     AND r.started_at >= (SELECT min(at) FROM event_log) AND r.stored_at < now() - interval '60 seconds'
     AND NOT EXISTS (SELECT 1 FROM event_log e WHERE e.type IN ('call.ended', 'call.merged') AND e.call_id = r.id)) AS "withoutEnd",
  (SELECT count(*)::int FROM cel_events WHERE event_time >= $1 AND event_time < $2) AS rows,
  (SELECT min(at) FROM event_log) AS "streamSince"`;
