import { queryOptions } from '@tanstack/react-query';
import type { OutboundRoute, OutboundRouteCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All outbound routes. */
export const outboundRoutesQuery = queryOptions({
  queryKey: ['outbound-routes'],
  queryFn: ({ signal }) => readAll<OutboundRoute>('/outbound-routes', signal),
});

export const createOutboundRoute = (body: OutboundRouteCreate) =>
  changeConfig<OutboundRoute>('POST', '/outbound-routes', body);
