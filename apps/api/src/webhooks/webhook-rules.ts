import type { Permission, Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { ExtensionEntity, TrunkEntity, WebhookEntity } from '@trunkline/persistence';
import { refuseBeyond } from '../access/roles.js';
import type { EntityManager } from '../database/types.js';
import { targetProblem } from '../webhook-sending/target-rules.js';

/** Each has connections of its own, so their number bounds what a process opens. */
const mostWebhooks = 100;

/** The stored webhook. @throws DomainError not_found. */
export async function findWebhook(manager: EntityManager, id: string): Promise<WebhookEntity> {
  const webhook = await manager.findOneBy(WebhookEntity, { id });
  if (!webhook) throw new DomainError('not_found', 'There is no such webhook.');
  return webhook;
}

/** @throws DomainError validation_failed at `/url`, naming the rule. */
export function refuseTarget(url: string, networks: readonly string[]): void {
  const message = targetProblem(url, networks);
  if (message !== null) throw refusal('The URL cannot be used.', '/url', message);
}

/** A filter by what does not exist would let nothing through. @throws DomainError validation_failed. */
export async function refuseUnknownFilters(
  manager: EntityManager,
  { trunkIds, extensionIds }: { trunkIds: readonly string[]; extensionIds: readonly string[] },
): Promise<void> {
  for (const [field, entity, wanted] of [
    ['trunkIds', TrunkEntity, trunkIds],
    ['extensionIds', ExtensionEntity, extensionIds],
  ] as const) {
    for (const [index, id] of wanted.entries())
      if (!(await manager.existsBy(entity, { id })))
        throw refusal('A filter names what does not exist.', `/${field}/${index}`, 'does not exist');
  }
}

/** @throws DomainError conflict when there are as many as there may be. */
export async function refuseTooMany(manager: EntityManager): Promise<void> {
  if ((await manager.count(WebhookEntity)) >= mostWebhooks)
    throw new DomainError('conflict', `There can be ${mostWebhooks} webhooks, and there are so many.`);
}

/** A webhook hands on what the live stream shows, so whoever makes it must be allowed to see that. @throws DomainError. */
export function refuseUnseen(caller: Principal, events: readonly string[]): void {
  const ofRecords = events.some((event) => event === '*' || event.startsWith('record'));
  const needed: Permission[] = ofRecords ? ['calls:read', 'records:read'] : ['calls:read'];
  refuseBeyond(caller, needed);
}

function refusal(text: string, pointer: string, message: string): DomainError {
  return new DomainError('validation_failed', text, [{ pointer, message }]);
}
