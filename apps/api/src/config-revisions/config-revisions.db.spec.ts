import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);

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

  it('show what they changed in the files, of secrets only that they changed', async () => {
    const client = api().as(await api().key());
    const trunk = { name: 'Second', host: '192.0.2.1', username: 'u', password: 'very-s3cret' };
    const made = (await client.post('/trunks', trunk).expect(201)).body;
    const host = (await client.patch(`/trunks/${made.id}`, { host: '192.0.2.2', password: 'x' }).expect(200)).body;
    const gone = (await client.delete(`/trunks/${made.id}`).expect(200)).body;
    const diff = async (number: number) => {
      const { body, text } = await client.get(`/config-revisions/${number}/diff`).expect(200);
      expect(text).not.toMatch(/s3cret|v1:/);
      const lines = body.files.flatMap(({ unified }: { unified: string }) => unified.match(/^[+-](?![+-]).*$/gm));
      return { body, lines };
    };
    const first = await diff(made.revision);
    expect(first.lines).toContain('+contact = sip:192.0.2.1:5060');
    expect(first.lines).toContain('+password = ••••');
    const second = await diff(host.revision);
    expect(second.lines).toEqual(
      expect.arrayContaining([
        '-match = 192.0.2.1',
        '+match = 192.0.2.2',
        '-password = ••••',
        '+password = •••• (changed)',
      ]),
    );
    expect((await diff(gone.revision)).lines).toContain('-password = ••••');
    await client.get('/config-revisions/999/diff').expect(404);
  });

  it('say of the diff when Asterisk got the files from another renderer', async () => {
    const client = api().as(await api().key());
    const diff = async () => (await client.get('/config-revisions/1/diff').expect(200)).body;
    expect(await diff()).toMatchObject({ appliedRendererVersion: null, renderedAnew: false });
    await database.ds.query(`UPDATE config_revisions SET renderer_version = '0' WHERE number = 1`);
    expect(await diff()).toMatchObject({ appliedRendererVersion: '0', renderedAnew: true });
  });

  it('show what Asterisk does not run, and a refused resource says so itself', async () => {
    const client = api().as(await api().key());
    const { id, revision } = (await client.post('/numbers', { number: '+15550200009' }).expect(201)).body;
    const other = (await client.post('/numbers', { number: '+15550200008' }).expect(201)).body;
    await database.ds.query(`UPDATE config_revisions SET status = 'applied' WHERE number <= $1`, [other.revision]);
    const changed = (await client.patch(`/numbers/${id}`, { label: 'Office' }).expect(200)).body;
    const place = `/numbers/${id}`;
    const tag = async () => (await client.get(place)).headers.etag;
    const drift = { reason: null, wantedRevision: changed.revision, liveRevision: revision };
    const list = async () => (await client.get('/config-revisions/drift').expect(200)).body.items;
    expect(await list()).toEqual([{ kind: 'number', id, name: '+15550200009', status: 'pending', ...drift }]);
    expect((await client.get(place)).body.drift).toBeNull();
    expect(await tag()).toBe(`"${changed.revision}"`);

    await database.ds.query(
      `UPDATE config_revisions SET status = 'failed', reason = 'refused', file_hashes = '{}' WHERE number = $1`,
      [changed.revision],
    );
    const refused = { ...drift, reason: 'refused' };
    expect(await list()).toMatchObject([{ id, status: 'failed', ...refused }]);
    expect((await client.get(place)).body.drift).toEqual(refused);
    const items = (await client.get('/numbers')).body.items as { id: string; drift: unknown }[];
    expect(items.map((item) => [item.id, item.drift])).toEqual([
      [id, refused],
      [other.id, null],
    ]);
    // It was told without a new revision: who has read it before is not told that nothing changed.
    await client.get(place).set('if-none-match', `"${changed.revision}"`).expect(200);
    await client
      .get(place)
      .set('if-none-match', (await tag()) ?? '')
      .expect(304);
    const again = await client
      .patch(place, { label: 'Shop' })
      .set('if-match', (await tag()) ?? '')
      .expect(200);
    expect(again.body.drift).toBeNull();
  });
});
