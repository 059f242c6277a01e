import { ConfigRevisionEntity, SecretCipher, TrunkEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
beforeEach(() => database.empty());

const trunk = { name: 'Carrier', host: '192.0.2.1', username: 'u', password: 'very-s3cret' };
const all = async () => api().as(await api().key());
const rollBack = async (number: number) => (await all()).post(`/config-revisions/${number}/rollback`);

/** What the refusal says is in the way. */
async function conflicts(number: number): Promise<[string, string[]]> {
  const { status, body } = await rollBack(number);
  expect([status, body.code]).toEqual([409, 'conflict']);
  return [body.detail, body.errors?.map(({ pointer }: { pointer: string }) => pointer) ?? []];
}

describe('a rollback', () => {
  it('puts back what a revision changed, in a revision of its own, and keeps what came after it', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { host: '192.0.2.9', port: 5070 }).expect(200);
    await client.patch(`/trunks/${id}`, { maxCalls: 7 }).expect(200);
    const { body } = await rollBack(2);
    expect(body).toMatchObject({
      number: 4,
      rollbackOf: 2,
      summary: 'rolled back revision 2: updated trunk Carrier',
      author: 'API key spec',
      changes: [{ kind: 'trunk', id, action: 'update' }],
    });
    expect((await client.get('/config-revisions/4')).body).toEqual(body);
    const now = (await client.get(`/trunks/${id}`)).body;
    expect(now).toMatchObject({ host: '192.0.2.1', port: 5060, maxCalls: 7, revision: 4 });
  });

  it('deletes what was created; undone again it is back with its id, name in Asterisk and secret', async () => {
    const client = await all();
    const made = (await client.post('/trunks', trunk).expect(201)).body;
    await database.ds.query(`INSERT INTO resource_states VALUES ('trunk', $1, '{"status":"registered"}', now())`, [
      made.id,
    ]);
    expect((await rollBack(1)).status).toBe(201);
    await client.get(`/trunks/${made.id}`).expect(404);
    expect(await database.ds.query('SELECT * FROM resource_states')).toEqual([]);
    const answer = await rollBack(2);
    expect([answer.status, answer.headers.location, answer.headers['trunkline-revision']]).toEqual([
      201,
      '/api/v1/config-revisions/3',
      '3',
    ]);
    const back = (await client.get(`/trunks/${made.id}`).expect(200)).body;
    const { createdAt: _created, updatedAt: _updated, ...same } = made;
    expect(back).toMatchObject({ ...same, revision: 3 });
    const row = await database.ds.manager.findOneByOrFail(TrunkEntity, { id: made.id });
    expect(new SecretCipher(Buffer.alloc(32, 1)).open(row.passwordSealed ?? '')).toBe('very-s3cret');
    const audit = (await client.get('/audit-log')).body.items;
    expect(audit.slice(0, 2).map((entry: { action: string }) => entry.action)).toEqual(['create', 'delete']);
    expect(JSON.stringify(audit)).not.toMatch(/s3cret|v1:/);
  });

  it('is refused when a later revision changed the same field, naming field and revision; once that is undone too, not', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { host: '192.0.2.2' }).expect(200);
    await client.patch(`/trunks/${id}`, { host: '192.0.2.3' }).expect(200);
    expect(await conflicts(2)).toEqual([
      'It cannot be undone: host of trunk Carrier was changed since, in revision 3.',
      ['/changes/0/host'],
    ]);
    expect((await conflicts(1))[1]).toContain('/changes/0/host');
    expect((await rollBack(3)).status).toBe(201);
    expect((await rollBack(2)).status).toBe(201);
    expect((await client.get(`/trunks/${id}`)).body.host).toBe('192.0.2.1');
    expect((await conflicts(2))[0]).toBe('What revision 2 changed is undone already.');
    expect(await database.ds.manager.count(ConfigRevisionEntity)).toBe(5);
  });

  it('undoes a revision that was made before some columns of a trunk were there', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { host: '192.0.2.2' }).expect(200);
    const without = (side: string) =>
      `jsonb_set(changes, '{0,${side}}', (changes->0->'${side}') - '{verifyServer,mediaEncryption}'::text[])`;
    await database.ds.query(`UPDATE config_revisions SET changes = ${without('after')}`);
    await database.ds.query(`UPDATE config_revisions SET changes = ${without('before')} WHERE number = 2`);
    expect((await rollBack(2)).status).toBe(201);
    const read = (await client.get(`/trunks/${id}`)).body;
    expect(read).toMatchObject({ host: '192.0.2.1', verifyServer: true, mediaEncryption: 'none' });
    expect((await rollBack(1)).status).toBe(201);
    await client.get(`/trunks/${id}`).expect(404);
  });

  it('is refused when its name was taken', async () => {
    const client = await all();
    const { id } = (await client.post('/extensions', { number: '1001', name: 'Ada' }).expect(201)).body;
    await client.delete(`/extensions/${id}`).expect(200);
    await client.post('/extensions', { number: '1001', name: 'Ben' }).expect(201);
    expect(await conflicts(2)).toEqual([
      'It cannot be undone: number of extension 1001 Ada is that of another extension by now.',
      ['/changes/0/number'],
    ]);
  });

  it('is refused when something uses what would go away, and when what it needs is gone', async () => {
    const client = await all();
    const { id } = (await client.post('/extensions', { number: '1001', name: 'Ada' }).expect(201)).body;
    const number = { number: '+15550200001', destination: { type: 'extension', extensionId: id } };
    const { id: numberId } = (await client.post('/numbers', number).expect(201)).body;
    expect((await conflicts(1))[0]).toBe('It cannot be undone: extension 1001 Ada is used by number +15550200001.');
    await client.delete(`/numbers/${numberId}`).expect(200);
    await client.delete(`/extensions/${id}`).expect(200);
    expect(await conflicts(3)).toEqual([
      'It cannot be undone: destination of number +15550200001 points to an extension that is gone.',
      ['/changes/0/destination'],
    ]);
    expect((await rollBack(4)).status).toBe(201);
    expect((await rollBack(3)).status).toBe(201);
    expect((await client.get(`/numbers/${numberId}`)).body.destination.extensionId).toBe(id);
  });

  it('is made once for one Idempotency-Key, and under If-Match only while its revision is the newest', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { port: 5070 }).expect(200);
    const ask = (etag: string) => client.post('/config-revisions/2/rollback').set('if-match', etag);
    expect((await ask('"1"')).body.code).toBe('precondition_failed');
    const first = await ask('"2"').set('idempotency-key', 'back').expect(201);
    const again = await ask('"2"').set('idempotency-key', 'back').expect(201);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    expect(await database.ds.manager.count(ConfigRevisionEntity)).toBe(3);
  });

  it('needs config:write and a revision', async () => {
    const reader = api().as(await api().key(['config:read']));
    await reader.post('/config-revisions/1/rollback').expect(403);
    await (await all()).post('/config-revisions/1/rollback').expect(404);
  });
});
