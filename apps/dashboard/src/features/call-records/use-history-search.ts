import { getRouteApi } from '@tanstack/react-router';
import { usePutSearch } from '../../shared/use-put-search';
import { type HistoryField, type HistorySearch, readHistorySearch } from './history-search';

const route = getRouteApi('/shell/history');

/** The filters in the address, so that a filtered list can be kept and sent, and the ways to change them. */
export function useHistorySearch() {
  const search: HistorySearch = route.useSearch();
  const navigate = route.useNavigate();
  const putSearch = usePutSearch();
  return {
    search,
    /** Whether any call may be left out. The order leaves none out. */
    filtered: Object.keys(search).some((name) => name !== 'sort'),
    /** Sets filters; what is empty or makes no sense is taken away. */
    put: (change: Partial<Record<HistoryField, string | null>>) =>
      void navigate({ search: (present) => readHistorySearch({ ...present, ...change }), replace: true }),
    /** Filters by this and nothing else. */
    apply: (filter: Record<string, string>) => putSearch(readHistorySearch(filter)),
    clear: () => void navigate({ search: ({ sort }) => (sort ? { sort } : {}) }),
  };
}
