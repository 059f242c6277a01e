import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  Page,
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookDeliveryQuery,
  WebhookDeliveryWithBody,
  WebhookWithSecret,
} from '@trunkline/contracts';
import { readAll, readPage } from './pages';
import { request } from './request';

const REFRESH_MS = 5000;
/** What is on its way is asked for this often while one looks at it. */
const PENDING_MS = 2000;

/** Which deliveries. */
export type DeliveryFilter = Partial<Pick<WebhookDeliveryQuery, 'status' | 'eventType'>>;

const deliveriesKey = (webhookId: string) => ['webhook-deliveries', webhookId];

/** All webhooks; how they fare changes by itself. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => readAll<Webhook>('/webhooks', signal),
  refetchInterval: REFRESH_MS,
});

/** The deliveries of one webhook, page after page, newest first. */
export const deliveriesQuery = (webhookId: string, filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: [...deliveriesKey(webhookId), filter],
    queryFn: ({ pageParam, signal }) =>
      readPage<WebhookDelivery>(
        `/webhooks/${webhookId}/deliveries`,
        { ...filter, limit: 100, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

type ReadDeliveries = InfiniteData<Page<WebhookDelivery>>;

/** Reads the deliveries anew from the newest on; what was read by scrolling down is read again when it is scrolled to. */
export async function readDeliveriesAnew(queries: QueryClient, webhookId: string): Promise<void> {
  const queryKey = deliveriesKey(webhookId);
  queries.setQueriesData<ReadDeliveries>(
    { queryKey },
    (read) => read && { pages: read.pages.slice(0, 1), pageParams: read.pageParams.slice(0, 1) },
  );
  await queries.invalidateQueries({ queryKey });
}

/** One delivery with the body that is sent. What is found of it goes into the lists that have it, too. */
export const deliveryQuery = (webhookId: string, id: string) =>
  queryOptions({
    queryKey: ['webhook-delivery', webhookId, id],
    queryFn: async ({ signal, client }) => {
      const path = `/webhooks/${webhookId}/deliveries/${id}`;
      const { body: found } = await request<WebhookDeliveryWithBody>('GET', path, { signal });
      putIntoLists(client, found);
      return found;
    },
    refetchInterval: ({ state }) => state.data?.status === 'pending' && PENDING_MS,
  });

function putIntoLists(queries: QueryClient, { body: _, ...found }: WebhookDeliveryWithBody): void {
  const put = (page: Page<WebhookDelivery>) => {
    const place = page.items.findIndex(({ id }) => id === found.id);
    return place < 0 ? page : { ...page, items: page.items.with(place, found) };
  };
  queries.setQueriesData<ReadDeliveries>(
    { queryKey: deliveriesKey(found.webhookId) },
    (read) => read && { ...read, pages: read.pages.map(put) },
  );
}

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
