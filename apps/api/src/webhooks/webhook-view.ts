import type { Webhook, WebhookDelivery, WebhookStatus } from '@trunkline/contracts';
import type { WebhookDeliveryEntity, WebhookEntity } from '@trunkline/persistence';

/** A webhook as it is read; its secrets are not in it. */
export function webhookView(row: WebhookEntity, pending: number): Webhook {
  const { id, version, url, description, events, trunkIds, extensionIds, enabled } = row;
  const overlaps = row.previousSecretUntil !== null && row.previousSecretUntil > new Date();
  return {
    id,
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    url,
    description,
    events,
    trunkIds,
    extensionIds,
    enabled,
    previousSecretUntil: overlaps ? text(row.previousSecretUntil) : null,
    status: statusOf(row, pending),
  };
}

/** A delivery as it is read. */
export function deliveryView(row: WebhookDeliveryEntity): WebhookDelivery {
  const { id, webhookId, eventId, eventType, lane, status, attempts } = row;
  return {
    id,
    webhookId,
    eventId,
    eventType,
    lane,
    status,
    attempts,
    nextAttemptAt: text(row.nextAttemptAt),
    createdAt: row.createdAt.toISOString(),
    finishedAt: text(row.finishedAt),
  };
}

function statusOf(row: WebhookEntity, pending: number): WebhookStatus {
  const { enabled, disabledReason, lastSuccessAt, failingSince, lastError } = row;
  const fares = failingSince !== null ? 'failing' : lastSuccessAt !== null ? 'ok' : 'new';
  return {
    state: enabled ? fares : 'disabled',
    disabledReason,
    lastSuccessAt: text(lastSuccessAt),
    failingSince: text(failingSince),
    lastError,
    pending,
  };
}

const text = (date: Date | null): string | null => date?.toISOString() ?? null;
