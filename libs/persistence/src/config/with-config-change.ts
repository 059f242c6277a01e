import type { DataSource, EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { type Author, appendAudit } from '../audit/append-audit.js';
import { lockKey } from '../data-source/locks.js';
import { ConfigRevisionEntity, type StoredChange } from '../entities/config-revision.entity.js';
import { ConfigChange, EmptyConfigChange } from './config-change.js';

/** NOTIFY channel whose payload is the number of the newest config revision. */
export const configChannel = 'trunkline_config';

/**
 * Runs `work` in one transaction that ends with a new config revision. Changes run one after the other, so what is
 * read in `work` stays true until it commits. Throws EmptyConfigChange when nothing was recorded.
 * Each change gets its entry in the audit log, made by `by`.
 */
export async function withConfigChange<T>(
  ds: DataSource,
  { author, summary, by, rollbackOf }: { author: string; summary?: string; by?: Author; rollbackOf?: number },
  work: (manager: EntityManager, change: ConfigChange) => Promise<T>,
): Promise<{ result: T; revision: number }> {
  return ds.transaction(async (manager) => {
    await lockConfig(manager);
    const revision = (await headRevision(manager)) + 1;
    const change = new ConfigChange(revision);
    const result = await work(manager, change);
    if (change.changes.length === 0) throw new EmptyConfigChange();
    await manager.insert(ConfigRevisionEntity, {
      number: revision,
      author,
      summary: summary ?? change.summary,
      changes: change.changes as QueryDeepPartialEntity<StoredChange>[],
      status: 'pending',
      rollbackOf: rollbackOf ?? null,
    });
    await appendAudit(manager, by ?? { kind: 'system', id: null, name: author, requestId: null }, change.changes);
    await manager.query('SELECT pg_notify($1, $2)', [configChannel, String(revision)]);
    return { result, revision };
  });
}

/** Holds the configuration until the transaction ends: nobody changes it meanwhile. */
export async function lockConfig(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.config]);
}

/** Number of the newest config revision, 0 when there is none. */
export async function headRevision(source: DataSource | EntityManager): Promise<number> {
  const [row] = await source.query<[{ head: number }]>('SELECT coalesce(max(number), 0) AS head FROM config_revisions');
  return row.head;
}
