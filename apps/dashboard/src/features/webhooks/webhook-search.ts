import { oneOf, readSearch, type SearchOf } from '../../shared/search-params';

const readers = { tab: oneOf<'deliveries' | 'settings'>({ deliveries: true, settings: true }) };

/** Reads the address of a webhook: which of its tabs is open. */
export const readWebhookSearch = (raw: Record<string, unknown>): SearchOf<typeof readers> => readSearch(readers, raw);
