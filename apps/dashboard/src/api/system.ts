import { queryOptions } from '@tanstack/react-query';
import type { System, SystemHealth } from '@trunkline/contracts';
import { request } from './request';

/** Is everything working: asked every five seconds while the page is seen. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => (await request<System>('GET', '/system', { signal })).body,
  refetchInterval: 5000,
  retry: false,
});

/** How each part is: asked every five seconds while the page is seen. */
export const systemHealthQuery = queryOptions({
  queryKey: ['system-health'],
  queryFn: async ({ signal }) => (await request<SystemHealth>('GET', '/system/health', { signal })).body,
  refetchInterval: 5000,
  retry: false,
});
