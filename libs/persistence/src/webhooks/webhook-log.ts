import type { Page, WebhookDeliveryQuery } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { WebhookDeliveryEntity } from '../entities/webhook-delivery.entity.js';
import { page } from '../paging/page.js';

/** How much of the log of deliveries is kept. What is pending always stays. */
export interface KeptDeliveries {
  days: number;
  perWebhook: number;
}

/** What was sent to webhooks, and what waits. */
export const WebhookLog = {
  /** Deliveries of one webhook, newest first. */
  page(ds: DataSource, webhookId: string, query: WebhookDeliveryQuery): Promise<Page<WebhookDeliveryEntity>> {
    const { limit, cursor, ...filters } = query;
    const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    return page(
      ds,
      WebhookDeliveryEntity,
      { limit, cursor },
      {
        keys: [{ property: 'id', kind: 'uuid' }],
        direction: 'DESC',
        where: { webhookId, ...given },
      },
    );
  },

  /** How many deliveries wait for each of these webhooks. */
  async pending(ds: DataSource, webhookIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await ds.query<{ id: string; count: string }[]>(
      `SELECT webhook_id AS id, count(*) FROM webhook_deliveries
        WHERE status = 'pending' AND webhook_id = ANY($1::uuid[]) GROUP BY 1`,
      [webhookIds],
    );
    return new Map(rows.map(({ id, count }) => [id, Number(count)]));
  },

  /** Queues a delivery again, or lets one that waits for its retry go at once. It keeps its place in its lane. */
  async requeue(manager: EntityManager, { id, webhookId, lane }: WebhookDeliveryEntity): Promise<void> {
    await manager.query(
      `UPDATE webhook_deliveries SET status = 'pending', tries = 0, next_attempt_at = NULL, finished_at = NULL
        WHERE id = $1`,
      [id],
    );
    await manager.query(
      `INSERT INTO webhook_lanes (webhook_id, lane, due_at) VALUES ($1, $2, now())
       ON CONFLICT (webhook_id, lane) DO UPDATE SET due_at = now()`,
      [webhookId, lane],
    );
  },

  /** Deletes what is older, or more, than is kept; at most `limit` rows, and returns how many. */
  async prune(ds: DataSource, kept: KeptDeliveries, limit: number): Promise<number> {
    const [row] = await ds.query<[{ count: string }]>(
      `WITH surplus AS (
         SELECT old.id FROM webhooks CROSS JOIN LATERAL (
           (SELECT id FROM webhook_deliveries d
             WHERE d.webhook_id = webhooks.id AND d.id < $1 AND status <> 'pending' ORDER BY d.id LIMIT $3)
           UNION
           (SELECT id FROM webhook_deliveries d
             WHERE d.webhook_id = webhooks.id AND status <> 'pending' ORDER BY d.id DESC OFFSET $2)) old
         LIMIT $3),
       gone AS (DELETE FROM webhook_deliveries USING surplus WHERE webhook_deliveries.id = surplus.id RETURNING 1)
       SELECT count(*) FROM gone`,
      [firstIdAt(Date.now() - kept.days * 86_400_000), kept.perWebhook, limit],
    );
    return Number(row.count);
  },
};

/** The lowest UUIDv7 (RFC 9562) of a moment: ids sort by creation, so that no index of times is needed. */
function firstIdAt(ms: number): string {
  const hex = Math.max(0, Math.trunc(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
