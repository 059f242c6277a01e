import { infiniteQueryOptions, type QueryKey, queryOptions } from '@tanstack/react-query';
import type { DeletedKind, DeletedResource, Permission } from '@trunkline/contracts';
import { changeConfig, changeStored } from './config-change';
import { readPage } from './pages';

interface Kind {
  /** Its place in the API, and on this page. */
  path: string;
  /** Lists that grow old when one of this kind goes or comes back. */
  touches: QueryKey[];
  /** What changing one needs. */
  permission: Permission;
  change: typeof changeConfig;
}

const configured = (path: string, ...more: QueryKey[]): Kind => ({
  path: `/${path}`,
  touches: [[path], ...more],
  permission: 'config:write',
  change: changeConfig,
});
const stored = (path: string, permission: Permission): Kind => ({
  path: `/${path}`,
  touches: [[path]],
  permission,
  change: changeStored,
});

/** The kinds of resources whose deletion can be undone. */
export const deletedKinds: Record<DeletedKind, Kind> = {
  trunk: configured('trunks'),
  extension: configured('extensions', ['numbers']),
  number: configured('numbers'),
  outbound_route: configured('outbound-routes'),
  ring_group: configured('ring-groups'),
  user: stored('users', 'access:manage'),
  webhook: stored('webhooks', 'webhooks:manage'),
  certificate: configured('certificates'),
  schedule: configured('schedules'),
  inbound_route: configured('inbound-routes'),
};

const key = ['deleted-resources'];

/** What was deleted and can be restored, newest first, page after page. */
export const deletedResourcesQuery = (kind?: DeletedKind) =>
  infiniteQueryOptions({
    queryKey: [...key, kind ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      readPage<DeletedResource>('/deleted-resources', { kind, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** One of them by the id of the resource, null when it is not there (any more). */
export const deletedResourceQuery = (id: string) =>
  queryOptions({
    queryKey: [...key, 'one', id],
    queryFn: async ({ signal }) =>
      (await readPage<DeletedResource>('/deleted-resources', { id }, signal)).items[0] ?? null,
  });

/** Every list that is old once something of this kind was deleted or restored. */
export const touchedBy = (kind: DeletedKind): QueryKey[] => [
  ...deletedKinds[kind].touches,
  key,
  ['config-revisions'],
  ['system'],
];

export const deleteResource = (kind: DeletedKind, id: string) =>
  deletedKinds[kind].change<unknown>('DELETE', `${deletedKinds[kind].path}/${id}`);

/** Brings it back as it was. Throws an `ApiError` that says what is in the way. */
export const restoreResource = (kind: DeletedKind, id: string) =>
  deletedKinds[kind].change<unknown>('POST', `${deletedKinds[kind].path}/${id}/restore`);
