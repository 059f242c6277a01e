import { queryOptions } from '@tanstack/react-query';
import type { Trunk, TrunkCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All trunks. */
export const trunksQuery = queryOptions({
  queryKey: ['trunks'],
  queryFn: ({ signal }) => readAll<Trunk>('/trunks', signal),
});

export const createTrunk = (body: TrunkCreate) => changeConfig<Trunk>('POST', '/trunks', body);
