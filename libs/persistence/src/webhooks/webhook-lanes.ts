import type { WebhookAttempt } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { storableJson } from '../entities/storable.js';

/** A lane that a worker holds. */
export interface HeldLane {
  webhookId: string;
  lane: string;
  token: string;
}

/** What is to be sent, where, and with which sealed secrets. `tries` counts the failed attempts before. */
export interface DueDelivery {
  id: string;
  eventId: string;
  body: string;
  tries: number;
  url: string;
  secretSealed: string;
  previousSecretSealed: string | null;
  previousSecretUntil: Date | null;
}

/** What became of an attempt: `retryInMs` is null when there is no other one. */
export interface AttemptResult {
  deliveryId: string;
  attempt: WebhookAttempt;
  delivered: boolean;
  retryInMs: number | null;
}

const keptAttempts = 20;

/** Lanes of webhooks: what keeps the order, and lets one process at a time send. */
export const WebhookLanes = {
  /** Webhooks that have something to send now. */
  async due(ds: DataSource): Promise<string[]> {
    const rows = await ds.query<{ id: string }[]>(
      `SELECT id FROM webhooks WHERE EXISTS (
         SELECT 1 FROM webhook_lanes WHERE webhook_id = webhooks.id AND due_at <= now()
            AND (leased_until IS NULL OR leased_until < now()))`,
    );
    return rows.map(({ id }) => id);
  },

  /** Takes up to `limit` lanes of a webhook that are due and that nobody holds, for `leaseMs`. */
  async claim(ds: DataSource, webhookId: string, limit: number, leaseMs: number): Promise<HeldLane[]> {
    const rows = await ds.query<{ lane: string; token: string }[]>(
      `WITH due AS (
         SELECT lane FROM webhook_lanes
          WHERE webhook_id = $1 AND due_at <= now() AND (leased_until IS NULL OR leased_until < now())
          ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED),
       held AS (
         UPDATE webhook_lanes SET token = gen_random_uuid(), leased_until = now() + $3 * interval '1 millisecond'
           FROM due WHERE webhook_id = $1 AND webhook_lanes.lane = due.lane RETURNING webhook_lanes.lane, token)
       SELECT lane, token FROM held`,
      [webhookId, limit, leaseMs],
    );
    return rows.map(({ lane, token }) => ({ webhookId, lane, token }));
  },

  /**
   * Records the attempt that was made, if one was, and says what the holder sends next: the lease begins anew. Null:
   * the lane is not the holder's any more, because it is empty, waits for its retry, or the lease ran out.
   */
  advance(ds: DataSource, held: HeldLane, result: AttemptResult | null, leaseMs: number): Promise<DueDelivery | null> {
    return ds.transaction(async (manager) => {
      const holds = await isHeld(manager, held);
      if (result) await record(manager, result, holds);
      if (!holds) return null;
      if (result && !result.delivered && result.retryInMs !== null) {
        await release(manager, held, result.retryInMs);
        return null;
      }
      const next = await firstPending(manager, held);
      if (next) await renew(manager, held, leaseMs);
      else await manager.query('DELETE FROM webhook_lanes WHERE webhook_id = $1 AND lane = $2', key(held));
      return next;
    });
  },

  /** Gives a lane back unfinished: it is due at once. */
  async release(ds: DataSource, held: HeldLane): Promise<void> {
    await release(ds.manager, held, 0);
  },
};

const key = ({ webhookId, lane }: HeldLane): string[] => [webhookId, lane];
const mine = 'webhook_id = $1 AND lane = $2 AND token = $3';
const holder = (held: HeldLane): string[] => [...key(held), held.token];

async function isHeld(manager: EntityManager, held: HeldLane): Promise<boolean> {
  const rows = await manager.query<unknown[]>(`SELECT 1 FROM webhook_lanes WHERE ${mine} FOR UPDATE`, holder(held));
  return rows.length > 0;
}

/**
 * Who lost the lane has sent all the same: that is written down, and a success counts. Written twice, as when nobody
 * knows whether the first time was committed, it stands there once.
 */
async function record(manager: EntityManager, result: AttemptResult, holds: boolean): Promise<void> {
  const { deliveryId, attempt, delivered, retryInMs } = result;
  const status = delivered ? 'delivered' : retryInMs === null ? 'failed' : 'pending';
  await manager.query(
    `UPDATE webhook_deliveries SET
       attempts = (CASE WHEN jsonb_array_length(attempts) < ${keptAttempts} THEN attempts ELSE attempts - 0 END) || $2::jsonb,
       tries = tries + 1,
       status = CASE WHEN $4 OR $3 = 'delivered' THEN $3 ELSE status END,
       next_attempt_at = CASE WHEN NOT $4 THEN next_attempt_at WHEN $3 = 'pending' THEN now() + $5 * interval '1 millisecond' END,
       finished_at = CASE WHEN $3 = 'delivered' OR ($4 AND $3 = 'failed') THEN now() ELSE finished_at END
     WHERE id = $1 AND NOT attempts @> $2::jsonb`,
    [deliveryId, JSON.stringify([storableJson(attempt)]), status, holds, retryInMs ?? 0],
  );
}

async function firstPending(manager: EntityManager, held: HeldLane): Promise<DueDelivery | null> {
  const [row] = await manager.query<DueDelivery[]>(
    `SELECT d.id, d.event_id AS "eventId", d.body, d.tries, w.url, w.secret_sealed AS "secretSealed",
            w.previous_secret_sealed AS "previousSecretSealed", w.previous_secret_until AS "previousSecretUntil"
       FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
      WHERE d.webhook_id = $1 AND d.lane = $2 AND d.status = 'pending' ORDER BY d.seq LIMIT 1`,
    key(held),
  );
  return row ?? null;
}

async function renew(manager: EntityManager, held: HeldLane, leaseMs: number): Promise<void> {
  await manager.query(`UPDATE webhook_lanes SET leased_until = now() + $4 * interval '1 millisecond' WHERE ${mine}`, [
    ...holder(held),
    leaseMs,
  ]);
}

async function release(manager: EntityManager, held: HeldLane, dueInMs: number): Promise<void> {
  await manager.query(
    `UPDATE webhook_lanes SET token = NULL, leased_until = NULL, due_at = now() + $4 * interval '1 millisecond'
      WHERE ${mine}`,
    [...holder(held), dueInMs],
  );
}
