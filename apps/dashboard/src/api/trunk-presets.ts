import { queryOptions } from '@tanstack/react-query';
import type { TrunkPreset } from '@trunkline/contracts';
import { request } from './request';

/** What trunks to known carriers take. It is part of the program, so it is asked for once. */
export const trunkPresetsQuery = queryOptions({
  queryKey: ['trunk-presets'],
  queryFn: async ({ signal }) =>
    (await request<{ items: TrunkPreset[] }>('GET', '/trunk-presets', { signal })).body.items,
  staleTime: Number.POSITIVE_INFINITY,
});
