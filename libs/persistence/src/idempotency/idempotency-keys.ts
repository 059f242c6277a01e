import { DomainError } from '@trunkline/domain';
import type { EntityManager } from 'typeorm';
import { IdempotencyKeyEntity } from '../entities/idempotency-key.entity.js';

/** A request that may be sent again: who sent it, the key it named, and a keyed hash of what it asks. */
export interface RepeatableRequest {
  caller: string;
  key: string;
  requestHash: string;
}

/** What was answered, without the secrets that were shown once. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** The memory behind `Idempotency-Key`: an answer is kept for 24 h, in the transaction of its effect. */
export const IdempotencyKeys = {
  /**
   * Takes the key for this transaction. Returns the kept answer when the request was done before, else null: then it
   * is the caller's to do. @throws DomainError idempotency_key_in_use, idempotency_key_reused.
   */
  async claim(manager: EntityManager, { caller, key, requestHash }: RepeatableRequest): Promise<KeptAnswer | null> {
    // A lock of the transaction and no row: when we or the connection die, nothing is left that says "running".
    const [lock] = await manager.query<[{ won: boolean }]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7402)) AS won',
      [JSON.stringify([caller, key])],
    );
    if (!lock.won) throw new DomainError('idempotency_key_in_use', 'The first request with this key still runs.');
    const [kept] = await manager.query<IdempotencyKeyEntity[]>(
      `SELECT request_hash AS "requestHash", status, headers, body FROM idempotency_keys
        WHERE caller = $1 AND key = $2 AND created_at > now() - interval '24 hours'`,
      [caller, key],
    );
    if (kept === undefined) return null;
    if (kept.requestHash !== requestHash)
      throw new DomainError('idempotency_key_reused', 'This key was used for another request.');
    return { status: kept.status, headers: kept.headers, body: kept.body };
  },

  /** Keeps the answer, and forgets some of those whose time is over. */
  async keep(manager: EntityManager, request: RepeatableRequest, answer: KeptAnswer): Promise<void> {
    // Rows that another transaction is deleting are skipped: two must not wait for each other.
    await manager.query(
      `DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys
        WHERE created_at <= now() - interval '24 hours' LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
    await manager.upsert(IdempotencyKeyEntity, { ...request, ...answer, createdAt: new Date() } as never, [
      'caller',
      'key',
    ]);
  },
};
