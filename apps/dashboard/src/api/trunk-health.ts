import { queryOptions } from '@tanstack/react-query';
import type { TrunkHealth } from '@trunkline/contracts';
import { request } from './request';

/** How the gateways of a trunk fare, and its alarms. Figures move with every call: they are read anew while they are looked at. */
export const trunkHealthQuery = (id: string) =>
  queryOptions({
    queryKey: ['trunks', id, 'health'],
    queryFn: async ({ signal }) => (await request<TrunkHealth>('GET', `/trunks/${id}/health`, { signal })).body,
    refetchInterval: 5000,
  });

/** Has a gateway asked again that calls go past; null: the trunk, which has none. */
export const resetBreaker = (id: string, gateway: string | null) =>
  request<void>('POST', `/trunks/${id}/breaker/reset`, { body: { gateway } });
