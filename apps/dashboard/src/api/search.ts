import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SearchResults } from '@trunkline/contracts';
import { request } from './request';

/** The longest text that can be looked for. */
export const SEARCH_LENGTH = 100;

/** What fits the text, of every kind; what was found before stays until then. Nothing for an empty text. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: async ({ signal }) =>
      (await request<SearchResults>('GET', '/search', { query: { q: text }, signal })).body,
    enabled: text !== '',
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
