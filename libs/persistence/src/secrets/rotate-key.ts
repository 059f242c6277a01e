import type { DataSource, EntityManager } from 'typeorm';
import { type Author, appendAudit } from '../audit/append-audit.js';
import { lockKey } from '../data-source/locks.js';
import { certificateKeyPurpose } from '../entities/certificate.entity.js';
import { checkKey, keyCheckPurpose } from './check-key.js';
import { type SecretCipher, SecretUnreadable } from './secret-cipher.js';

/** The key cannot be changed while a process with the old one runs: it could seal another secret with it. */
export class KeyInUse extends Error {
  override readonly name = 'KeyInUse';
}

interface Column {
  table: string;
  column: string;
  type: string;
}

const purposes = ['sip-secret', 'webhook-secret', certificateKeyPurpose, keyCheckPurpose];
const envelope = /v1:[0-9a-f]{8}:[\w-]+:[\w-]+:[\w-]*/g;

/**
 * Seals every secret of the database with `next` instead of `old`, wherever it stands, in one transaction. Returns how
 * many. Throws WrongKey when `old` is not the present key, KeyInUse while api or agent is connected.
 */
export async function rotateKey(
  ds: DataSource,
  { old, next, author }: { old: SecretCipher; next: SecretCipher; author: Author },
): Promise<number> {
  await checkKey(ds, old);
  return ds.transaction(async (manager) => {
    await manager.query('SET LOCAL statement_timeout = 0');
    await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey.config]);
    await refuseWhileInUse(manager);
    let count = 0;
    for (const column of await textColumns(manager)) count += await resealColumn(manager, column, old, next);
    const key = { kind: 'encryption_key', id: null, name: 'encryption key', action: 'update' as const };
    await appendAudit(manager, author, [{ ...key, before: { keyId: old.keyId }, after: { keyId: next.keyId } }]);
    return count;
  });
}

async function refuseWhileInUse(manager: EntityManager): Promise<void> {
  const names = await manager.query<{ name: string }[]>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name IN ('trunkline-api', 'trunkline-agent') ORDER BY 1`,
  );
  if (names.length === 0) return;
  throw new KeyInUse(`Stop first what uses the key: ${names.map(({ name }) => name).join(' and ')} is connected.`);
}

/** Every column that can hold an envelope: one that a later version adds is found too. */
function textColumns(manager: EntityManager): Promise<Column[]> {
  return manager.query<Column[]>(
    `SELECT quote_ident(table_name) AS table, quote_ident(column_name) AS column, data_type AS type
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'jsonb')
      ORDER BY table_name, ordinal_position`,
  );
}

async function resealColumn(
  manager: EntityManager,
  { table, column, type }: Column,
  old: SecretCipher,
  next: SecretCipher,
): Promise<number> {
  const rows = await manager.query<{ place: string; text: string }[]>(
    `SELECT ctid::text AS place, ${column}::text AS text FROM ${table} WHERE ${column}::text LIKE $1`,
    [`%v1:${old.keyId}:%`],
  );
  let count = 0;
  for (const { place, text } of rows) {
    const sealed = text.replace(envelope, (found) => {
      const fresh = reseal(found, old, next);
      // What a person typed may look like an envelope; in a column made for one nothing else can stand.
      if (fresh === undefined && column.endsWith('sealed'))
        throw new SecretUnreadable(`A secret in ${table} cannot be opened: nothing was changed.`);
      if (fresh !== undefined) count += 1;
      return fresh ?? found;
    });
    if (sealed !== text)
      await manager.query(`UPDATE ${table} SET ${column} = $1::${type} WHERE ctid = $2::tid`, [sealed, place]);
  }
  return count;
}

function reseal(found: string, old: SecretCipher, next: SecretCipher): string | undefined {
  for (const purpose of purposes) {
    try {
      return next.seal(old.open(found, purpose), purpose);
    } catch {
      // Sealed for another purpose.
    }
  }
  return undefined;
}
