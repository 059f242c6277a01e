import type { SystemHealth } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';

type Row<T extends keyof SystemHealth> = NonNullable<SystemHealth[T]>;
interface Waiting {
  waiting: number;
  since: Date | null;
}

/** How Postgres is, and how long it took to say so. */
export async function databaseFigures(ds: DataSource): Promise<Row<'database'>> {
  const from = performance.now();
  await ds.query('SELECT 1');
  const answerMs = Math.round(performance.now() - from);
  // pg_stat_activity hides the sessions of other roles from an ordinary one; the counter is open to all.
  const [row] = await ds.query<[Omit<Row<'database'>, 'answerMs'>]>(
    `SELECT pg_database_size(current_database())::float8 AS "sizeBytes",
            (SELECT sum(numbackends)::int FROM pg_stat_database) AS connections,
            current_setting('max_connections')::int AS "maxConnections",
            split_part(current_setting('server_version'), ' ', 1) AS version`,
  );
  return { answerMs, ...row };
}

/** Calls that are over and have no record yet, and places where call events are being lost now. */
export async function recordsWaiting(ds: DataSource): Promise<Row<'records'>> {
  const [row] = await ds.query<[Waiting & { openGaps: number }]>(
    `SELECT count(*)::int AS waiting, min(last_at) AS since,
            (SELECT count(*)::int FROM spool_gaps WHERE ended_at IS NULL) AS "openGaps"
       FROM cel_open_calls WHERE ended`,
  );
  return { waiting: row.waiting, waitingSince: row.since?.toISOString() ?? null, openGaps: row.openGaps };
}

/** Deliveries of webhooks that wait, events not yet queued for any, and webhooks that were turned off. */
export async function webhooksWaiting(ds: DataSource, headSeq: number): Promise<Row<'webhooks'>> {
  const [row] = await ds.query<[Waiting & { seq: string | null; off: number }]>(
    `SELECT count(*)::int AS waiting, min(created_at) AS since,
            (SELECT seq FROM webhook_cursor WHERE id = 1) AS seq,
            (SELECT count(*)::int FROM webhooks WHERE NOT enabled AND disabled_reason IS NOT NULL) AS off
       FROM webhook_deliveries WHERE status = 'pending'`,
  );
  const behind = row.seq === null ? 0 : Math.max(0, headSeq - Number(row.seq));
  return { waiting: row.waiting, waitingSince: row.since?.toISOString() ?? null, behind, off: row.off };
}

/** Which revision is wanted and which runs, what waits between them, and how many failed. */
export async function configurationFigures(
  ds: DataSource,
): Promise<Omit<Row<'configuration'>, 'refused'> & { failed: number }> {
  const [row] = await ds.query<[Waiting & { wanted: number | null; running: number | null; failed: number }]>(
    `SELECT max(number) AS wanted, max(number) FILTER (WHERE status = 'applied') AS running,
            (count(*) FILTER (WHERE status = 'pending'))::int AS waiting,
            min(created_at) FILTER (WHERE status = 'pending') AS since,
            (count(*) FILTER (WHERE status = 'failed'))::int AS failed
       FROM config_revisions`,
  );
  const { wanted, running, waiting, since, failed } = row;
  const figures = { wantedRevision: wanted ?? 0, runningRevision: running, waiting };
  return { ...figures, waitingSince: since?.toISOString() ?? null, failed };
}
