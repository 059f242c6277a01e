import { queryOptions } from '@tanstack/react-query';
import type { SavedFilter, SavedFilterCreate, SavedFilterPatch } from '@trunkline/contracts';
import { readAll } from './pages';
import { request } from './request';

/** One's own saved filters, of every list. */
export const savedFiltersQuery = queryOptions({
  queryKey: ['saved-filters'],
  queryFn: ({ signal }) => readAll<SavedFilter>('/saved-filters', signal),
  staleTime: 5 * 60_000,
});

export async function createSavedFilter(body: SavedFilterCreate): Promise<SavedFilter> {
  return (await request<SavedFilter>('POST', '/saved-filters', { body })).body;
}

export async function changeSavedFilter(id: string, body: SavedFilterPatch): Promise<SavedFilter> {
  return (await request<SavedFilter>('PATCH', `/saved-filters/${id}`, { body })).body;
}

export async function deleteSavedFilter(id: string): Promise<void> {
  await request('DELETE', `/saved-filters/${id}`);
}
