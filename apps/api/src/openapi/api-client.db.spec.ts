import { createApiClient } from '@trunkline/api-client';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());

describe('the typed client', () => {
  it('creates and lists, with the types of the contracts', async () => {
    const client = createApiClient({ baseUrl: api().url, apiKey: await api().key() });
    const made = await client.POST('/api/v1/extensions', { body: { number: '1001', name: 'Ada' } });
    expect(made.data?.secret).toHaveLength(24);
    const { data } = await client.GET('/api/v1/extensions', { params: { query: { limit: 10 } } });
    expect(data?.items.map(({ number }) => number)).toEqual(['1001']);
    expect(data?.nextCursor).toBeNull();
  });

  it('returns a problem as a value', async () => {
    const client = createApiClient({ baseUrl: api().url });
    const { error, response } = await client.GET('/api/v1/trunks');
    expect([response.status, error?.code]).toEqual([401, 'unauthenticated']);
  });
});
