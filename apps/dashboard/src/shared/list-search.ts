import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useSettled } from './use-settled';

const LONGEST = 100;

/** What the address of a list says: the text that is looked for. */
export type ListSearch = { search?: string };

/** Reads the address tolerantly. The router's own parsing makes 1001 a number. */
export function readListSearch({ search }: Record<string, unknown>): ListSearch {
  const text = typeof search === 'string' || typeof search === 'number' ? String(search).slice(0, LONGEST) : '';
  return text === '' ? {} : { search: text };
}

/** How a list below `path` has its search in the address; it stays there while panels of the list open and close. */
export const searched = (path: string) => ({
  validateSearch: readListSearch,
  search: {
    middlewares: [
      ({ search, next }: { search: ListSearch; next: (search: ListSearch) => ListSearch }): ListSearch => {
        const wanted = next(search);
        const stays = window.location.pathname.startsWith(path) && !('search' in wanted) && search.search !== undefined;
        return stays ? { ...wanted, search: search.search } : wanted;
      },
    ],
  },
});

/** The text that a list is searched for. Its field shows it at once, the address once the typing rests. */
export function useListSearch() {
  const { search = '' } = readListSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const put = (text: string) => {
    const wanted = text === '' ? undefined : text.slice(0, LONGEST);
    void navigate({ to: '.', search: (present: object) => ({ ...present, search: wanted }) as never, replace: true });
  };
  const { field, typed, type } = useSettled(search, put);
  return {
    ...{ field, typed, type, put },
    /** What rows have to contain. It is behind while the page has more to do than it can. */
    needle: useDeferredValue(typed).trim().toLowerCase(),
  };
}
