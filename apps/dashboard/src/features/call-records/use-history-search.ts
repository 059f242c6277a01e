import { getRouteApi } from '@tanstack/react-router';
import { type HistoryField, type HistorySearch, readHistorySearch } from './history-search';

const route = getRouteApi('/shell/history');

/** The filters in the address, so that a filtered list can be kept and sent, and the ways to change them. */
export function useHistorySearch() {
  const search: HistorySearch = route.useSearch();
  const navigate = route.useNavigate();
  return {
    search,
    /** Whether any call may be left out. The order leaves none out. */
    filtered: Object.keys(search).some((name) => name !== 'sort'),
    /** Sets filters; what is empty or makes no sense is taken away. */
    put: (change: Partial<Record<HistoryField, string | null>>) =>
      void navigate({ search: (present) => readHistorySearch({ ...present, ...change }), replace: true }),
    /** Filters by this and nothing else. */
    apply: (filter: Record<string, string>) => void navigate({ search: readHistorySearch(filter), replace: true }),
    clear: () => void navigate({ search: ({ sort }) => (sort ? { sort } : {}) }),
  };
}
