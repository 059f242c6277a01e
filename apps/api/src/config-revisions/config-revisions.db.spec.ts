import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());

describe('config revisions', () => {
  it('tell who changed what, newest first, page by page, and nothing secret', async () => {
    const client = api().as(await api().key());
    const trunk = { name: 'Carrier', host: 'sip.example.net', username: 'u', password: 'very-s3cret' };
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { host: 'other.example.net' }).expect(200);
    await client.delete(`/trunks/${id}`).expect(200);
    const list = await client.get('/config-revisions?limit=2').expect(200);
    const rest = await client.get(`/config-revisions?limit=2&cursor=${list.body.nextCursor}`).expect(200);
    const summaries = [...list.body.items, ...rest.body.items].map(({ number, summary, author }) => [
      number,
      summary,
      author,
    ]);
    expect(summaries).toEqual([
      [3, 'deleted trunk Carrier', 'API key spec'],
      [2, 'updated trunk Carrier', 'API key spec'],
      [1, 'created trunk Carrier', 'API key spec'],
    ]);
    expect(list.text + rest.text).not.toMatch(/s3cret|v1:/);
  });

  it('are read by number', async () => {
    const client = api().as(await api().key(['config:read']));
    expect((await client.get('/config-revisions/1').expect(200)).body).toMatchObject({
      number: 1,
      status: 'pending',
      settledAt: null,
    });
    for (const bad of ['999', '0', 'x', '99999999999']) await client.get(`/config-revisions/${bad}`).expect(404);
  });

  it('need config:read', async () => {
    await api()
      .as(await api().key(['calls:read']))
      .get('/config-revisions')
      .expect(403);
  });
});
