import { queryOptions } from '@tanstack/react-query';
import type { OutboundRoute, OutboundRouteCreate, OutboundRoutePatch } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All outbound routes. */
export const outboundRoutesQuery = queryOptions({
  queryKey: ['outbound-routes'],
  queryFn: ({ signal }) => readAll<OutboundRoute>('/outbound-routes', signal),
});

export const createOutboundRoute = (body: OutboundRouteCreate) =>
  changeConfig<OutboundRoute>('POST', '/outbound-routes', body);
export const patchOutboundRoute = (id: string, body: OutboundRoutePatch) =>
  changeConfig<OutboundRoute>('PATCH', `/outbound-routes/${id}`, body);
export const deleteOutboundRoute = (id: string) => changeConfig<void>('DELETE', `/outbound-routes/${id}`);
