import { queryOptions } from '@tanstack/react-query';
import type { TrunkTest } from '@trunkline/contracts';
import { readPage } from './pages';
import { request } from './request';

/** A test that runs is asked for so often. */
const RUNNING_MS = 700;

/** The newest tests of a trunk. */
export const trunkTestsQuery = (trunkId: string) =>
  queryOptions({
    queryKey: ['trunks', trunkId, 'tests'],
    queryFn: ({ signal }) => readPage<TrunkTest>(`/trunks/${trunkId}/tests`, { limit: 1 }, signal),
    refetchInterval: ({ state }) => (state.data?.items[0]?.status === 'running' ? RUNNING_MS : false),
  });

export const startTrunkTest = (trunkId: string, number: string | null) =>
  request<TrunkTest>('POST', `/trunks/${trunkId}/tests`, { body: { number } });
