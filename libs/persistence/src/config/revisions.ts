import type { DataSource, EntityManager } from 'typeorm';
import { ConfigRevisionEntity } from '../entities/config-revision.entity.js';
import { storableText } from '../entities/storable.js';

/** NOTIFY channel whose payload is the number of the config revision that was settled. */
export const revisionSettledChannel = 'trunkline_revision_settled';

/** What became of a revision. `reason` is a sentence for people, needed when it failed. */
export interface Settlement {
  status: 'applied' | 'failed';
  reason: string | null;
  fileHashes: Record<string, string> | null;
  rendererVersion: string;
}

/** Revisions that no agent has dealt with, oldest first. */
export function pendingRevisions(source: DataSource | EntityManager): Promise<ConfigRevisionEntity[]> {
  const manager = 'manager' in source ? source.manager : source;
  return manager.find(ConfigRevisionEntity, { where: { status: 'pending' }, order: { number: 'ASC' } });
}

/**
 * Settles `upTo` and the pending revisions before it, which went into the same files: they become `superseded` when
 * it was applied and fail with it otherwise. A failed revision may be applied later, never the other way round.
 */
export async function settleRevisions(
  source: DataSource | EntityManager,
  upTo: number,
  { status, reason, fileHashes, rendererVersion }: Settlement,
): Promise<void> {
  await source.query(
    `UPDATE config_revisions
        SET status = CASE WHEN number = $1 OR $2 = 'failed' THEN $2 ELSE 'superseded' END,
            reason = CASE WHEN number = $1 THEN $3 WHEN $2 = 'failed' THEN 'Applied together with a later revision: ' || $3 END,
            file_hashes = CASE WHEN number = $1 THEN $4::jsonb END,
            renderer_version = $5,
            settled_at = now()
      WHERE number <= $1 AND (status = 'pending' OR (number = $1 AND status = 'failed'))`,
    [
      upTo,
      status,
      reason === null ? null : storableText(reason),
      fileHashes === null ? null : JSON.stringify(fileHashes),
      rendererVersion,
    ],
  );
  await source.query('SELECT pg_notify($1, $2)', [revisionSettledChannel, String(upTo)]);
}

/** Says of all pending revisions why they have to wait. Their next settlement replaces it. */
export async function explainPending(source: DataSource | EntityManager, reason: string): Promise<void> {
  await source.query(
    `UPDATE config_revisions SET reason = $1 WHERE status = 'pending' AND reason IS DISTINCT FROM $1`,
    [storableText(reason)],
  );
}

/** Number of the newest revision that was applied, null when there is none. */
export async function lastAppliedRevision(source: DataSource | EntityManager): Promise<number | null> {
  const [row] = await source.query<[{ number: number | null }]>(
    `SELECT max(number) AS number FROM config_revisions WHERE status = 'applied'`,
  );
  return row.number;
}
