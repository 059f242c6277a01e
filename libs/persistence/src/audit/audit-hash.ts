import { createHash } from 'node:crypto';
import type { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { storableJson } from '../entities/storable.js';

/** Hash before the first entry. */
export const genesisHash = '0'.repeat(64);

/** Everything of an entry that its hash covers. */
export type AuditLine = Omit<AuditEntryEntity, 'hash'>;

/** SHA-256 over the previous hash and every field of the entry, in one written form whatever the order of keys. */
export function auditHash(previous: string, line: AuditLine): string {
  const { number, at, actorKind, actorId, actorName, action, resourceKind, resourceId, resourceName } = line;
  const { before, after, requestId } = line;
  const fields = [
    ...[previous, number, at.toISOString(), actorKind, actorId, actorName, action],
    ...[resourceKind, resourceId, resourceName, storableJson(before), storableJson(after), requestId],
  ];
  return createHash('sha256').update(canonical(fields)).digest('hex');
}

/** JSON with sorted keys: jsonb keeps no order of its own that we could rely on. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
