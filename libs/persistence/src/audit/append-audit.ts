import type { AuditAction, AuditActor } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { lockKey } from '../data-source/locks.js';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { storableJson, storableText } from '../entities/storable.js';
import { type AuditLine, auditHash, genesisHash } from './audit-hash.js';
import { withoutSecrets } from './without-secrets.js';

/** Who changes something, and in answer to which request. */
export interface Author extends AuditActor {
  requestId: string | null;
}

/** A change as the audit log takes it: `before` is null for what is new, `after` for what is gone. */
export interface AuditedChange {
  kind: string;
  id: string | null;
  name: string;
  action: AuditAction;
  before: object | null;
  after: object | null;
}

/** Holds the audit log until the commit: what is read after this stays true for every change that is audited. */
export async function lockAudit(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.audit]);
}

/** Appends entries to the audit log, in the transaction of the changes they tell of. */
export async function appendAudit(
  manager: EntityManager,
  author: Author,
  changes: readonly AuditedChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await lockAudit(manager);
  const [head] = await manager.query<{ number: number; hash: string }[]>(
    'SELECT number, hash FROM audit_log ORDER BY number DESC LIMIT 1',
  );
  let { number, hash } = head ?? { number: 0, hash: genesisHash };
  const at = new Date();
  for (const change of changes) {
    number += 1;
    const line = lineOf(number, at, author, change);
    hash = auditHash(hash, line);
    await manager.insert(AuditEntryEntity, { ...line, hash } as never);
  }
}

/** Runs `work` in one transaction with the audit log locked. `audit` adds what was changed. */
export function withAudit<T>(
  ds: DataSource,
  author: Author,
  work: (manager: EntityManager, audit: (...changes: AuditedChange[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  return ds.transaction(async (manager) => {
    await lockAudit(manager);
    return work(manager, (...changes) => appendAudit(manager, author, changes));
  });
}

function lineOf(number: number, at: Date, author: Author, change: AuditedChange): AuditLine {
  const { before, after } = withoutSecrets(change.before, change.after);
  return {
    number,
    at,
    actorKind: author.kind,
    actorId: author.id,
    actorName: storableText(author.name),
    action: change.action,
    resourceKind: change.kind,
    resourceId: change.id,
    resourceName: storableText(change.name),
    before: storableJson(before) as AuditLine['before'],
    after: storableJson(after) as AuditLine['after'],
    requestId: author.requestId,
  };
}
