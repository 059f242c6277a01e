import { queryOptions } from '@tanstack/react-query';
import type { InboundRoute, InboundRouteCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All inbound routes. */
export const inboundRoutesQuery = queryOptions({
  queryKey: ['inbound-routes'],
  queryFn: ({ signal }) => readAll<InboundRoute>('/inbound-routes', signal),
});

export const createInboundRoute = (body: InboundRouteCreate) =>
  changeConfig<InboundRoute>('POST', '/inbound-routes', body);
