import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type {
  Page,
  Principal,
  Webhook,
  WebhookCreate,
  WebhookPatch,
  WebhookQuery,
  WebhookSecretRotation,
  WebhookWithSecret,
} from '@trunkline/contracts';
import {
  cancelPending,
  DeletedResources,
  headSeq,
  lockCursor,
  newId,
  SecretCipher,
  sortedPage,
  WebhookEntity,
  WebhookLog,
  withAudit,
} from '@trunkline/persistence';
import type { ApiEnv } from '@trunkline/platform';
import { authorOf } from '../access/author-of.js';
import { assertIfMatch } from '../config-changes/if-match.js';
import { findDeleted, type Link, refuseGone } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { API_ENV } from '../tokens.js';
import { newWebhookSecret, secretPurpose } from '../webhook-sending/webhook-secret.js';
import { findWebhook, refuseTarget, refuseTooMany, refuseUnknownFilters, refuseUnseen } from './webhook-rules.js';
import { webhookView } from './webhook-view.js';

const hourMs = 3_600_000;
const ofNothing = {
  version: 1,
  previousSecretSealed: null,
  previousSecretUntil: null,
  disabledReason: null,
  lastSuccessAt: null,
  failingSince: null,
  lastError: null,
};

/** Subscriptions to events. They are no configuration of the PBX, so a change of them makes no config revision. */
@Injectable()
export class WebhooksService {
  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    private readonly database: Database,
    private readonly cipher: SecretCipher,
  ) {}

  async list(query: WebhookQuery): Promise<Page<Webhook>> {
    const { source } = this.database;
    const { items, nextCursor } = await sortedPage(source, WebhookEntity, query, { columns: { url: 'text' } });
    const pending = await WebhookLog.pending(
      source,
      items.map(({ id }) => id),
    );
    return { items: items.map((row) => webhookView(row, pending.get(row.id) ?? 0)), nextCursor };
  }

  async read(id: string): Promise<Webhook> {
    return this.view(await findWebhook(this.database.source.manager, id));
  }

  async create(body: WebhookCreate, caller: Principal): Promise<WebhookWithSecret> {
    refuseUnseen(caller, body.events);
    refuseTarget(body.url, this.env.WEBHOOK_ALLOWED_NETWORKS);
    const secret = newWebhookSecret();
    const row = await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      await refuseTooMany(manager);
      await refuseUnknownFilters(manager, body);
      const secretSealed = this.cipher.seal(secret, secretPurpose);
      const sinceSeq = await headSeq(manager);
      const made = Object.assign(new WebhookEntity(), { ...ofNothing, ...body, id: newId(), secretSealed, sinceSeq });
      await manager.save(made);
      const after = setting(made);
      await audit({ kind: 'webhook', id: made.id, name: made.url, action: 'create', before: null, after });
      return made;
    });
    return { ...webhookView(row, 0), secret };
  }

  /** What waits is not sent once it is disabled; once it is enabled, only what happens from then on is. */
  async patch(id: string, body: WebhookPatch, caller: Principal): Promise<Webhook> {
    if (body.url !== undefined) refuseTarget(body.url, this.env.WEBHOOK_ALLOWED_NETWORKS);
    const row = await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      // Before the row: who switches a failing webhook off locks in this order, too.
      await lockCursor(manager);
      const webhook = await findWebhook(manager, id);
      assertIfMatch(webhook.version);
      const before = setting(webhook);
      Object.assign(webhook, body);
      if (isDeepStrictEqual(setting(webhook), before)) return webhook;
      refuseUnseen(caller, webhook.events);
      await refuseUnknownFilters(manager, webhook);
      if (body.enabled === true && !before.enabled)
        Object.assign(webhook, { sinceSeq: await headSeq(manager), disabledReason: null, failingSince: null });
      if (!webhook.enabled) await cancelPending(manager, id);
      webhook.version += 1;
      await manager.save(webhook);
      const after = setting(webhook);
      await audit({ kind: 'webhook', id, name: webhook.url, action: 'update', before, after });
      return webhook;
    });
    return this.view(row);
  }

  /** Makes a new secret. For the hours of the overlap deliveries are signed with the old one as well. */
  async rotateSecret(
    id: string,
    { overlapHours }: WebhookSecretRotation,
    caller: Principal,
  ): Promise<WebhookWithSecret> {
    const secret = newWebhookSecret();
    const row = await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const webhook = await findWebhook(manager, id);
      assertIfMatch(webhook.version);
      const before = { secretSealed: webhook.secretSealed };
      webhook.previousSecretSealed = overlapHours === 0 ? null : webhook.secretSealed;
      webhook.previousSecretUntil = overlapHours === 0 ? null : new Date(Date.now() + overlapHours * hourMs);
      webhook.secretSealed = this.cipher.seal(secret, secretPurpose);
      webhook.version += 1;
      await manager.save(webhook);
      const after = { secretSealed: webhook.secretSealed };
      await audit({ kind: 'webhook', id, name: webhook.url, action: 'update', before, after });
      return webhook;
    });
    return { ...(await this.view(row)), secret };
  }

  /** Its deliveries go with it. */
  async remove(id: string, caller: Principal): Promise<void> {
    await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      await lockCursor(manager);
      const webhook = await findWebhook(manager, id);
      assertIfMatch(webhook.version);
      // A worker locks a lane before its delivery: whoever takes both goes in that order.
      await cancelPending(manager, id);
      await manager.delete(WebhookEntity, { id });
      await DeletedResources.keep(manager, { kind: 'webhook', id, name: webhook.url, row: webhook }, authorOf(caller));
      const before = setting(webhook);
      await audit({ kind: 'webhook', id, name: webhook.url, action: 'delete', before, after: null });
    });
  }

  /** With its secret. Its deliveries are gone, and only what happens from now on is sent. */
  async restore(id: string, caller: Principal): Promise<Webhook> {
    const row = await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      await lockCursor(manager);
      const kept = await findDeleted(manager, { kind: 'webhook', entity: WebhookEntity }, id);
      const webhook = Object.assign(new WebhookEntity(), kept, {
        failingSince: null,
        sinceSeq: await headSeq(manager),
      });
      refuseUnseen(caller, webhook.events);
      refuseTarget(webhook.url, this.env.WEBHOOK_ALLOWED_NETWORKS);
      await refuseTooMany(manager);
      await refuseGone(manager, linksOf(webhook));
      webhook.version += 1;
      await manager.save(webhook);
      await DeletedResources.forget(manager, id);
      const after = setting(webhook);
      await audit({ kind: 'webhook', id, name: webhook.url, action: 'restore', before: null, after });
      return findWebhook(manager, id);
    });
    return this.view(row);
  }

  private async view(row: WebhookEntity): Promise<Webhook> {
    const pending = await WebhookLog.pending(this.database.source, [row.id]);
    return webhookView(row, pending.get(row.id) ?? 0);
  }
}

/** What a person sets, for the audit log. */
function setting({ url, description, events, trunkIds, extensionIds, enabled }: WebhookEntity) {
  return { url, description, events, trunkIds, extensionIds, enabled };
}

/** What its filters lead to. */
function linksOf({ trunkIds, extensionIds }: WebhookEntity): Link[] {
  const links = (field: string, kind: Link['kind'], ids: string[]) =>
    ids.map((id, index) => ({ pointer: `/${field}/${index}`, kind, id }));
  return [...links('trunkIds', 'trunk', trunkIds), ...links('extensionIds', 'extension', extensionIds)];
}
