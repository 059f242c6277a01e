import { Injectable } from '@nestjs/common';
import type { Page, WebhookDelivery, WebhookDeliveryQuery, WebhookDeliveryWithBody } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { newId, WebhookDeliveryEntity, WebhookLog } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/types.js';
import { WebhookSender } from '../webhook-sending/webhook-sender.js';
import { findWebhook } from './webhook-rules.js';
import { deliveryView } from './webhook-view.js';

/** What was sent to webhooks, and sending it again. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly sender: WebhookSender,
  ) {}

  async list(webhookId: string, query: WebhookDeliveryQuery): Promise<Page<WebhookDelivery>> {
    await findWebhook(this.database.source.manager, webhookId);
    const { items, nextCursor } = await WebhookLog.page(this.database.source, webhookId, query);
    return { items: items.map(deliveryView), nextCursor };
  }

  async read(webhookId: string, id: string): Promise<WebhookDeliveryWithBody> {
    const row = await findDelivery(this.database.source.manager, webhookId, id);
    return { ...deliveryView(row), body: row.body };
  }

  /** Sends the same event again, with its id, so that a receiver knows it. */
  async redeliver(webhookId: string, id: string): Promise<WebhookDelivery> {
    return this.database.source.transaction(async (manager) => {
      const webhook = await findWebhook(manager, webhookId);
      const row = await findDelivery(manager, webhookId, id);
      if (row.eventType === 'webhook.test') throw new DomainError('conflict', 'Send another test instead.');
      if (!webhook.enabled) throw new DomainError('conflict', 'The webhook is disabled: enable it first.');
      await WebhookLog.requeue(manager, row);
      return deliveryView(await findDelivery(manager, webhookId, id));
    });
  }

  /** Sends an event that says it is a test, once and at once, whether the webhook is enabled or not. */
  async test(webhookId: string): Promise<WebhookDelivery> {
    const { manager } = this.database.source;
    const webhook = await findWebhook(manager, webhookId);
    const eventId = newId();
    const createdAt = new Date();
    const data = { webhookId, message: 'This is a test from Trunkline.' };
    const body = JSON.stringify({ id: eventId, at: createdAt.toISOString(), type: 'webhook.test', data });
    const { attempt, delivered } = await this.sender.send({ ...webhook, eventId, body });
    const row = {
      id: newId(),
      webhookId,
      eventId,
      eventType: 'webhook.test',
      seq: 0,
      lane: 'test',
      body,
      status: delivered ? ('delivered' as const) : ('failed' as const),
      attempts: [attempt],
      tries: 1,
      nextAttemptAt: null,
      createdAt,
      finishedAt: new Date(),
    };
    await manager.insert(WebhookDeliveryEntity, row);
    return deliveryView(Object.assign(new WebhookDeliveryEntity(), row));
  }
}

async function findDelivery(manager: EntityManager, webhookId: string, id: string): Promise<WebhookDeliveryEntity> {
  const row = await manager.findOneBy(WebhookDeliveryEntity, { id, webhookId });
  if (!row) throw new DomainError('not_found', 'There is no such delivery. They are kept for some days.');
  return row;
}
