import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  Page,
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookDeliveryWithBody,
  WebhookWithSecret,
} from '@trunkline/contracts';
import { readAll, readPage } from './pages';
import { request } from './request';

const REFRESH_MS = 5000;

/** All webhooks; how they fare changes by itself. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => readAll<Webhook>('/webhooks', signal),
  refetchInterval: REFRESH_MS,
});

/** The deliveries of one webhook, newest first. */
export const deliveriesQuery = (webhookId: string) =>
  infiniteQueryOptions({
    queryKey: ['webhook-deliveries', webhookId],
    queryFn: ({ pageParam, signal }): Promise<Page<WebhookDelivery>> =>
      readPage(`/webhooks/${webhookId}/deliveries`, { limit: 25, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** One delivery with the body that is sent. */
export const deliveryQuery = (webhookId: string, id: string) =>
  queryOptions({
    queryKey: ['webhook-deliveries', webhookId, id],
    queryFn: async ({ signal }) =>
      (await request<WebhookDeliveryWithBody>('GET', `/webhooks/${webhookId}/deliveries/${id}`, { signal })).body,
  });

/** The answer holds the secret, which is never shown again. */
export async function createWebhook(body: WebhookCreate): Promise<WebhookWithSecret> {
  return (await request<WebhookWithSecret>('POST', '/webhooks', { body })).body;
}

/** A new secret, shown this once; the old one is good for a day more. */
export async function rotateWebhookSecret(id: string): Promise<WebhookWithSecret> {
  return (await request<WebhookWithSecret>('POST', `/webhooks/${id}/secret`, { body: {} })).body;
}

export async function testWebhook(id: string): Promise<WebhookDelivery> {
  return (await request<WebhookDelivery>('POST', `/webhooks/${id}/test`)).body;
}

export async function redeliver({ webhookId, id }: WebhookDelivery): Promise<WebhookDelivery> {
  return (await request<WebhookDelivery>('POST', `/webhooks/${webhookId}/deliveries/${id}/redeliver`)).body;
}
