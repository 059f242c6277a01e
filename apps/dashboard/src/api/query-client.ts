import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isTransient } from './problem';
import { systemQuery } from './system';

/** Whoever gets no answer is told at once that the API is away, not when it is asked the next time. */
const askWhetherItIsThere = (error: unknown) => {
  if (error instanceof ApiError && error.code === 'unreachable')
    void queryClient.invalidateQueries({ queryKey: systemQuery.queryKey });
};

/** The cache of what the API said. Only failures that may pass by themselves are tried again. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== systemQuery.queryKey[0]) askWhetherItIsThere(error);
    },
  }),
  mutationCache: new MutationCache({ onError: askWhetherItIsThere }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isTransient(error),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { retry: false },
  },
});
