import { queryOptions } from '@tanstack/react-query';
import type { Extension, ExtensionCreate, ExtensionWithSecret } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll, showGrowing, staleTimeOf } from './pages';

/** All extensions. */
export const extensionsQuery = queryOptions({
  queryKey: ['extensions'],
  queryFn: ({ signal, client, queryKey }) =>
    readAll<Extension>('/extensions', signal, { onPage: showGrowing(client, queryKey) }),
  staleTime: staleTimeOf,
});

/** The answer holds the secret, which is never shown again. */
export const createExtension = (body: ExtensionCreate) =>
  changeConfig<ExtensionWithSecret>('POST', '/extensions', body);
/** Makes a new secret: a phone that uses the old one stops working. */
export const renewSecret = (id: string) => changeConfig<ExtensionWithSecret>('POST', `/extensions/${id}/secret`);
