import { oneOf, readSearch, type SearchOf } from '../../shared/search-params';

const readers = {
  tab: oneOf<'settings' | 'health' | 'test' | 'rates'>({ settings: true, health: true, test: true, rates: true }),
};

/** Reads the address of a trunk: which of its tabs is open. */
export const readTrunkSearch = (raw: Record<string, unknown>): SearchOf<typeof readers> => readSearch(readers, raw);
