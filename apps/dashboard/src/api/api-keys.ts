import { queryOptions } from '@tanstack/react-query';
import type { ApiKey, ApiKeyCreate, ApiKeyWithSecret } from '@trunkline/contracts';
import { readAll } from './pages';
import { request } from './request';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => readAll<ApiKey>('/api-keys', signal),
});

/** The answer holds the key, which is never shown again. */
export async function createApiKey(body: ApiKeyCreate): Promise<ApiKeyWithSecret> {
  return (await request<ApiKeyWithSecret>('POST', '/api-keys', { body })).body;
}

export async function revokeApiKey(id: string): Promise<void> {
  await request('DELETE', `/api-keys/${id}`);
}
