import { queryOptions } from '@tanstack/react-query';
import type { Trunk, TrunkCreate, TrunkPatch } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All trunks. */
export const trunksQuery = queryOptions({
  queryKey: ['trunks'],
  queryFn: ({ signal }) => readAll<Trunk>('/trunks', signal),
});

export const createTrunk = (body: TrunkCreate) => changeConfig<Trunk>('POST', '/trunks', body);
export const patchTrunk = (id: string, body: TrunkPatch) => changeConfig<Trunk>('PATCH', `/trunks/${id}`, body);
export const deleteTrunk = (id: string) => changeConfig<void>('DELETE', `/trunks/${id}`);
