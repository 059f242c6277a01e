import type { DataSource, EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { type Author, appendAudit } from '../audit/append-audit.js';
import { lockKey } from '../data-source/locks.js';
import { DeletedResources } from '../deleted/deleted-resources.js';
import { ConfigRevisionEntity, type StoredChange } from '../entities/config-revision.entity.js';
import { ConfigChange, EmptyConfigChange } from './config-change.js';

/** NOTIFY channel whose payload is the number of the newest config revision. */
export const configChannel = 'trunkline_config';

/**
 * Runs `work` in one transaction that ends with a new config revision. Changes run one after the other, so what is
 * read in `work` stays true until it commits. Throws EmptyConfigChange when nothing was recorded.
 * Each change gets its entry in the audit log, made by `by`. What is deleted is kept for a time; `restores` says that
 * the change brings such a resource back.
 */
export async function withConfigChange<T>(
  ds: DataSource,
  about: { author: string; summary?: string; by?: Author; rollbackOf?: number; restores?: boolean },
  work: (manager: EntityManager, change: ConfigChange) => Promise<T>,
): Promise<{ result: T; revision: number }> {
  const { author, summary, rollbackOf, restores = false } = about;
  const by = about.by ?? { kind: 'system', id: null, name: author, requestId: null };
  return ds.transaction(async (manager) => {
    await lockConfig(manager);
    const revision = (await headRevision(manager)) + 1;
    const change = new ConfigChange(revision, restores);
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
    for (const { id, action } of change.changes) if (action === 'create') await DeletedResources.forget(manager, id);
    for (const gone of change.gone) await DeletedResources.keep(manager, gone, by);
    const audited = restores ? change.changes.map((each) => ({ ...each, action: 'restore' as const })) : change.changes;
    await appendAudit(manager, by, audited);
    await manager.query('SELECT pg_notify($1, $2)', [configChannel, String(revision)]);
    return { result, revision };
  });
}

/** The last of this process that waits for the configuration. */
const lastInLine = new WeakMap<DataSource, Promise<unknown>>();

/**
 * Holds the configuration until the transaction ends: nobody changes it meanwhile. Of one process only the first in line
 * waits in the database, where a wait counts as a query that takes long. What that one's wait fails with, those behind it
 * fail with too.
 */
export async function lockConfig(manager: EntityManager): Promise<void> {
  const [lock] = await manager.query<[{ won: boolean }]>('SELECT pg_try_advisory_xact_lock($1) AS won', [
    lockKey.config,
  ]);
  if (lock.won) return;
  const line = manager.connection;
  const turn = (lastInLine.get(line) ?? Promise.resolve()).then(() =>
    manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.config]),
  );
  lastInLine.set(line, turn);
  try {
    await turn;
  } finally {
    if (lastInLine.get(line) === turn) lastInLine.delete(line);
  }
}

/** Number of the newest config revision, 0 when there is none. */
export async function headRevision(source: DataSource | EntityManager): Promise<number> {
  const [row] = await source.query<[{ head: number }]>('SELECT coalesce(max(number), 0) AS head FROM config_revisions');
  return row.head;
}
