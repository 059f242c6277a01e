import { ApiKeyEntity, notifyAccessChanged } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { LiveListener } from '../spec/live-listener.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);

describe('API keys', () => {
  it('are shown once and stored as a hash', async () => {
    const client = api().as(await api().key());
    const made = await client.post('/api-keys', { name: 'CRM', permissions: ['calls:read'] }).expect(201);
    expect(made.body.key).toMatch(/^tlk_[\w-]{43}$/);
    const { key, ...shown } = made.body;
    const list = await client.get('/api-keys?limit=200').expect(200);
    expect(list.body.items).toContainEqual(shown);
    expect(list.text).not.toContain(key);
    const row = await database.ds.manager.findOneByOrFail(ApiKeyEntity, { id: shown.id });
    expect(JSON.stringify(row)).not.toContain(key);
    await api().as(key).get('/calls').expect(200);
    await api().as(key).get('/trunks').expect(403);
  });

  it('tell when they were last used', async () => {
    const client = api().as(await api().key());
    const { id, key } = (await client.post('/api-keys', { name: 'Used' }).expect(201)).body;
    await api().as(key).get('/calls').expect(200);
    const { items } = (await client.get('/api-keys?limit=200')).body;
    const used = items.find((item: { id: string }) => item.id === id);
    expect(Date.now() - Date.parse(used.lastUsedAt)).toBeLessThan(5000);
  });

  it('open nothing once expired, and close what was open', async () => {
    const client = api().as(await api().key());
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const made = await client.post('/api-keys', { name: 'Ends', permissions: ['calls:read'], expiresAt }).expect(201);
    expect(made.body.expiresAt).toBe(expiresAt);
    const listener = new LiveListener(api().url, { apiKey: made.body.key });
    await listener.until(() => listener.snapshots.length === 1);
    await database.ds.query(`UPDATE api_keys SET expires_at = now() - interval '1 ms' WHERE id = $1`, [made.body.id]);
    await api().as(made.body.key).get('/calls').expect(401);
    await database.ds.transaction((manager) => notifyAccessChanged(manager, made.body.id));
    await listener.until(() => listener.disconnects.length === 1);
    const past = await client.post('/api-keys', { name: 'Past', expiresAt: '2026-01-01T00:00:00.000Z' }).expect(422);
    expect(past.body.errors).toEqual([{ pointer: '/expiresAt', message: 'must be in the future' }]);
  });

  it('open nothing once deleted', async () => {
    const client = api().as(await api().key());
    const { id, key } = (await client.post('/api-keys', { name: 'Gone' }).expect(201)).body;
    await client.delete(`/api-keys/${id}`).expect(204);
    await api().as(key).get('/calls').expect(401);
    await client.delete(`/api-keys/${id}`).expect(404);
  });

  it('are not made with more than their maker has, nor with what does not exist', async () => {
    const manager = api().as(await api().key(['access:manage', 'calls:read']));
    await manager.post('/api-keys', { name: 'More', permissions: ['config:write'] }).expect(403);
    await manager.post('/api-keys', { name: 'Less', permissions: ['calls:read'] }).expect(201);
    const refused = await manager.post('/api-keys', { name: '', permissions: ['root'], admin: true }).expect(422);
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(['/name', '/permissions/0', '/admin']));
  });
});
