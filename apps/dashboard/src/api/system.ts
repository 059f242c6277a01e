import { queryOptions } from '@tanstack/react-query';
import type { System } from '@trunkline/contracts';
import { request } from './request';

/** Is everything working: asked every five seconds while the page is seen. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => (await request<System>('GET', '/system', { signal })).body,
  refetchInterval: 5000,
  retry: false,
});
