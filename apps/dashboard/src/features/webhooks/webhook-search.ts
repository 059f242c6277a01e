import type { WebhookDeliveryStatus } from '@trunkline/contracts';
import { oneOf, readSearch, type SearchOf, text } from '../../shared/search-params';

const readers = {
  tab: oneOf<'deliveries' | 'settings'>({ deliveries: true, settings: true }),
  status: oneOf<WebhookDeliveryStatus>({ pending: true, delivered: true, failed: true, cancelled: true }),
  eventType: text(64),
};

/** Reads the address of a webhook: which of its tabs is open, and which deliveries it lists, under the names of the API. */
export const readWebhookSearch = (raw: Record<string, unknown>): SearchOf<typeof readers> => readSearch(readers, raw);
