import type { Call, NewLiveEvent, Webhook, WebhookCreate, WebhookDelivery } from '@trunkline/contracts';
import { appendEvents } from '@trunkline/persistence';
import { WebhookPace } from '../jobs/webhook-pace.js';
import { ApiUnderTest, host } from './api-under-test.js';
import { aCall, aCallEvent } from './builders.js';

interface BenchDatabase {
  readonly url: string;
  readonly ds: ConstructorParameters<typeof ApiUnderTest>[0];
}

/** An API that delivers webhooks to loopback; six retries come after a few milliseconds each. */
export async function webhookApi(database: BenchDatabase, env: Record<string, string> = {}): Promise<ApiUnderTest> {
  const api = new ApiUnderTest(database.ds, {
    DATABASE_URL: database.url,
    WEBHOOK_ALLOWED_NETWORKS: `${host}/32`,
    WEBHOOK_TIMEOUT_SECONDS: '1',
    ...env,
  });
  await api.start();
  pace(api).delays = [30, 30, 30, 30, 30, 30];
  return api;
}

/** Times and bounds of its deliveries, to change. */
export const pace = (api: ApiUnderTest): WebhookPace => api.app.get(WebhookPace, { strict: false });

/** A client of the API that makes webhooks and reads what became of them. */
export async function webhookClient(api: ApiUnderTest) {
  const client = api.as(await api.key());
  return {
    ...client,
    make: async (body: Partial<WebhookCreate> & { url: string }): Promise<Webhook & { secret: string }> =>
      (await client.post('/webhooks', { events: ['*'], ...body }).expect(201)).body,
    read: async (id: string): Promise<Webhook> => (await client.get(`/webhooks/${id}`).expect(200)).body,
    deliveries: async (id: string, query = ''): Promise<WebhookDelivery[]> =>
      (await client.get(`/webhooks/${id}/deliveries?limit=200${query}`).expect(200)).body.items,
  };
}

/** Appends events to the log as an agent does, and returns them as the live stream shows them. */
export function append(database: BenchDatabase, ...events: NewLiveEvent[]) {
  return database.ds.transaction((manager) => appendEvents(manager, events));
}

/** Events of a call from its start to its end, with `updates` between. */
export function aCallsEvents(updates = 1, call: Call = aCall()): NewLiveEvent[] {
  const types = ['call.started' as const, ...Array.from({ length: updates }, () => 'call.updated' as const)];
  return [...types, 'call.ended' as const].map((type) => aCallEvent(type, call));
}
