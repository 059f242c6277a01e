import { queryOptions } from '@tanstack/react-query';
import type { RestartWhen, Settings } from '@trunkline/contracts';
import { request } from './request';

/** The settings of the node: asked every five seconds while the page is seen, for what a restart would cut. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }) => (await request<Settings>('GET', '/settings', { signal })).body,
  refetchInterval: 5000,
});

export const requestRestart = (when: RestartWhen) => request('POST', '/system/restart', { body: { when } });
export const cancelRestart = () => request('DELETE', '/system/restart');
