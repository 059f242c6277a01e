import { queryOptions } from '@tanstack/react-query';
import type { System, SystemHealth } from '@trunkline/contracts';
import { request } from './request';

/** So long without an answer is out of order, however busy the server is. */
const PATIENCE_MS = 3000;

/** Is everything working: asked every five seconds while the page is seen, more often while no answer comes. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => (await request<System>('GET', '/system', { signal, patienceMs: PATIENCE_MS })).body,
  refetchInterval: ({ state }) => (state.status === 'error' ? 2000 : 5000),
  retry: false,
});

/** How each part is: asked every five seconds while the page is seen. */
export const systemHealthQuery = queryOptions({
  queryKey: ['system-health'],
  queryFn: async ({ signal }) => (await request<SystemHealth>('GET', '/system/health', { signal })).body,
  refetchInterval: 5000,
  retry: false,
});
