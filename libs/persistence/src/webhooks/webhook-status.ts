import type { WebhookDisabledReason } from '@trunkline/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { type Author, withAudit } from '../audit/append-audit.js';
import { storableText } from '../entities/storable.js';
import { WebhookEntity } from '../entities/webhook.entity.js';
import { appendEvents } from '../events/event-log.js';
import { newId } from '../ids/new-id.js';
import { lockCursor } from './queue-deliveries.js';

const author: Author = { kind: 'system', id: null, name: 'webhook deliveries', requestId: null };

/** How webhooks do, and what happens when one does not for too long. */
export const WebhookStatuses = {
  /** Writes at most every few seconds while all is well: a busy webhook would otherwise fight over its own row. */
  async noteSuccess(ds: DataSource, id: string): Promise<void> {
    await ds.query(
      `UPDATE webhooks SET last_success_at = now(), failing_since = NULL, last_error = NULL
        WHERE id = $1 AND (failing_since IS NOT NULL OR last_success_at IS NULL OR last_success_at < now() - interval '5 seconds')`,
      [id],
    );
  },

  /** Returns for how many seconds the webhook has not had a success. */
  async noteFailure(ds: DataSource, id: string, error: string): Promise<number> {
    const [row] = await ds.query<{ seconds: number }[]>(
      `WITH noted AS (
         UPDATE webhooks SET failing_since = coalesce(failing_since, now()), last_error = $2 WHERE id = $1
         RETURNING failing_since)
       SELECT extract(epoch FROM now() - failing_since)::float8 AS seconds FROM noted`,
      [id, storableText(error)],
    );
    return row?.seconds ?? 0;
  },

  /** Switches a webhook off, with an entry in the audit log and an event that says why. Nothing if it is off already. */
  disable(ds: DataSource, id: string, reason: WebhookDisabledReason): Promise<boolean> {
    return withAudit(ds, author, async (manager, audit) => {
      await lockCursor(manager);
      const webhook = await manager.findOneBy(WebhookEntity, { id, enabled: true });
      if (!webhook) return false;
      const before = { enabled: true, disabledReason: null };
      const after = { enabled: false, disabledReason: reason };
      await manager.update(WebhookEntity, { id }, { ...after, version: webhook.version + 1 });
      await cancelPending(manager, id);
      await audit({ kind: 'webhook', id, name: webhook.url, action: 'update', before, after });
      const data = { webhookId: id, reason };
      await appendEvents(manager, [{ id: newId(), at: new Date().toISOString(), type: 'webhook.disabled', data }]);
      return true;
    });
  },

  /** Enabled webhooks for which more than `most` deliveries wait. */
  async overfull(ds: DataSource, most: number): Promise<string[]> {
    const rows = await ds.query<{ id: string }[]>(
      `SELECT webhook_id AS id FROM webhook_deliveries WHERE status = 'pending' GROUP BY 1 HAVING count(*) > $1`,
      [most],
    );
    return rows.map(({ id }) => id);
  },
};

/** Nothing that waits is sent any more. Call it with the cursor locked (`lockCursor`), so that nothing is added meanwhile. */
export async function cancelPending(manager: EntityManager, webhookId: string): Promise<void> {
  await manager.query('DELETE FROM webhook_lanes WHERE webhook_id = $1', [webhookId]);
  await manager.query(
    `UPDATE webhook_deliveries SET status = 'cancelled', next_attempt_at = NULL, finished_at = now()
      WHERE webhook_id = $1 AND status = 'pending'`,
    [webhookId],
  );
}
