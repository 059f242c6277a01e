import { queryOptions } from '@tanstack/react-query';
import type { ExtensionGroupList } from '@trunkline/contracts';
import { request } from './request';

/** The names of all groups of extensions. */
export const extensionGroupsQuery = queryOptions({
  queryKey: ['extension-groups'],
  queryFn: async ({ signal }) =>
    (await request<ExtensionGroupList>('GET', '/extension-groups', { signal })).body.items.map(({ name }) => name),
});
