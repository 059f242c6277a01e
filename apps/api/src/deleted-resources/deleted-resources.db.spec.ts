import { type DeletedResource, type Permission, restorableHours } from '@trunkline/contracts';
import {
  DeletedResourceEntity,
  ExtensionEntity,
  SecretCipher,
  UserEntity,
  WebhookEntity,
} from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { DeletedRetentionJob } from '../jobs/deleted-retention.job.js';
import { password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database, { JOBS: 'off' });
const trunk = { name: 'Carrier A', host: '192.0.2.1', username: 'u', password: 'very-s3cret' };
const ada = { number: '1001', name: 'Ada' };
const webhook = { url: 'https://example.org/hooks', events: ['call.*'] };

describe('what was deleted', () => {
  let client: ReturnType<ReturnType<typeof api>['as']>;
  beforeEach(async () => {
    await database.empty();
    client = api().as(await api().key());
  });
  const make = async (path: string, body: object): Promise<string> =>
    (await client.post(path, body).expect(201)).body.id;
  const listed = async (query = ''): Promise<DeletedResource[]> =>
    (await client.get(`/deleted-resources${query}`).expect(200)).body.items;

  it('is listed newest first, by kind, page by page, with who deleted it and until when it can be restored', async () => {
    const ids: string[] = [];
    for (const [path, body] of [
      ['/trunks', trunk],
      ['/extensions', ada],
      ['/webhooks', webhook],
    ] as const) {
      const id = await make(path, body);
      await client.delete(`${path}/${id}`);
      ids.unshift(id);
    }
    const all = await listed();
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect(all.map(({ kind, name }) => [kind, name])).toEqual([
      ['webhook', webhook.url],
      ['extension', '1001 Ada'],
      ['trunk', 'Carrier A'],
    ]);
    for (const { deletedAt, restorableUntil, deletedBy } of all) {
      expect(Date.parse(restorableUntil) - Date.parse(deletedAt)).toBe(restorableHours * 3_600_000);
      expect(deletedBy).toMatchObject({ kind: 'api_key', name: 'spec' });
    }
    expect((await listed('?kind=trunk')).map(({ id }) => id)).toEqual([ids[2]]);
    const { items, nextCursor } = (await client.get('/deleted-resources?limit=2').expect(200)).body;
    expect([...items, ...(await listed(`?limit=2&cursor=${nextCursor}`))]).toEqual(all);
  });

  it('is shown by kind to who may read that, and restored by who may change it', async () => {
    for (const [path, body] of [
      ['/trunks', trunk],
      ['/webhooks', webhook],
      ['/users', { username: 'ada', password, role: 'viewer' }],
    ] as const)
      await client.delete(`${path}/${await make(path, body)}`);
    const kinds = async (...permissions: Permission[]) => {
      const { body } = await api()
        .as(await api().key(permissions))
        .get('/deleted-resources')
        .expect(200);
      return body.items.map(({ kind }: DeletedResource) => kind);
    };
    expect(await kinds('config:read')).toEqual(['trunk']);
    expect(await kinds('webhooks:manage')).toEqual(['webhook']);
    expect(await kinds('access:manage', 'config:read')).toEqual(['user', 'trunk']);
    const [user] = await listed('?kind=user');
    const writer = api().as(await api().key(['config:read', 'config:write']));
    expect((await writer.get('/deleted-resources?kind=user').expect(200)).body.items).toEqual([]);
    await writer.post(`/users/${user?.id}/restore`).expect(403);
  });

  it('has its secret sealed as before, and is the same extension for its phone once it is back', async () => {
    const { id, secret, sipUsername } = (await client.post('/extensions', ada).expect(201)).body;
    await client.delete(`/extensions/${id}`).expect(200);
    expect(JSON.stringify(await listed())).not.toMatch(/ealed|v1:/);
    const restored = await client.post(`/extensions/${id}/restore`).expect(201);
    expect(restored.text).not.toContain(secret);
    const row = await database.ds.manager.findOneByOrFail(ExtensionEntity, { id });
    expect(new SecretCipher(Buffer.alloc(32, 1)).open(row.secretSealed)).toBe(secret);
    expect(row.sipUsername).toBe(sipUsername);
  });

  it('is restored once when two ask at the same time', async () => {
    const id = await make('/extensions', ada);
    await client.delete(`/extensions/${id}`).expect(200);
    const answers = await Promise.all([1, 2, 3].map(() => client.post(`/extensions/${id}/restore`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await client.get('/config-revisions?limit=1')).body.items[0].number).toBe(3);
  });

  it('is refused when its number is taken meanwhile, naming the field and what has it', async () => {
    const id = await make('/extensions', ada);
    await client.delete(`/extensions/${id}`).expect(200);
    const both = await Promise.all([
      client.post(`/extensions/${id}/restore`),
      client.post('/extensions', { ...ada, name: 'Grace' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [{ name }] = (await client.get('/extensions')).body.items;
    const refused = both.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'conflict', errors: [{ pointer: '/number', message: 'is taken' }] });
    expect(refused.detail).toBe(`Another extension has this number: 1001 ${name}.`);
  });

  it('is refused as long as what it leads to is gone, naming that', async () => {
    const trunkId = await make('/trunks', trunk);
    const routeId = await make('/outbound-routes', { name: 'Out', patterns: [{ match: '0.' }], trunkIds: [trunkId] });
    const hookId = await make('/webhooks', { ...webhook, trunkIds: [trunkId] });
    const extensionId = await make('/extensions', ada);
    const destination = { type: 'extension', extensionId };
    const numberId = await make('/numbers', { number: '+15550100001', destination });
    for (const place of [
      `/webhooks/${hookId}`,
      `/outbound-routes/${routeId}`,
      `/trunks/${trunkId}`,
      `/numbers/${numberId}`,
      `/extensions/${extensionId}`,
    ])
      await client.delete(place);
    for (const [place, pointer, named] of [
      [`/outbound-routes/${routeId}`, '/trunkIds/0', 'trunk Carrier A'],
      [`/webhooks/${hookId}`, '/trunkIds/0', 'trunk Carrier A'],
      [`/numbers/${numberId}`, '/destination/extensionId', 'extension 1001 Ada'],
    ]) {
      const { body } = await client.post(`${place}/restore`).expect(409);
      expect(body).toMatchObject({
        code: 'conflict',
        detail: `It cannot be restored: it leads to ${named}, which is deleted: restore it first.`,
        errors: [{ pointer }],
      });
    }
    await client.post(`/trunks/${trunkId}/restore`).expect(201);
    await client.post(`/outbound-routes/${routeId}/restore`).expect(201);
    await client.post(`/webhooks/${hookId}/restore`).expect(201);
    await database.ds.query('DELETE FROM deleted_resources WHERE id = $1', [extensionId]);
    const { body } = await client.post(`/numbers/${numberId}/restore`).expect(409);
    expect(body.detail).toBe('It cannot be restored: it leads to an extension that is gone.');
    expect((await client.get(`/numbers/${numberId}`)).status).toBe(404);
  });

  it('is gone for good when its time is over: not listed, not restored, and then not kept', async () => {
    const [kept, over] = [await make('/trunks', trunk), await make('/trunks', { ...trunk, name: 'B' })];
    for (const id of [kept, over]) await client.delete(`/trunks/${id}`).expect(200);
    await database.ds.query('UPDATE deleted_resources SET restorable_until = now() WHERE id = $1', [over]);
    expect((await listed()).map(({ id }) => id)).toEqual([kept]);
    expect((await client.post(`/trunks/${over}/restore`).expect(404)).body.detail).toMatch(/24 hours/);
    await api().app.get(DeletedRetentionJob).tidy();
    expect((await database.ds.manager.find(DeletedResourceEntity)).map(({ id }) => id)).toEqual([kept]);
  });

  it('by a rollback can be restored too, and what a rollback brought back is not listed', async () => {
    const id = await make('/trunks', trunk);
    await client.post('/config-revisions/1/rollback').expect(201);
    expect((await listed()).map((each) => each.id)).toEqual([id]);
    await client.post(`/trunks/${id}/restore`).expect(201);
    await client.delete(`/trunks/${id}`).expect(200);
    await client.post('/config-revisions/4/rollback').expect(201);
    expect(await listed()).toEqual([]);
  });

  it('can be planned: what Asterisk would get is shown, and nothing is restored', async () => {
    const id = await make('/trunks', trunk);
    await client.delete(`/trunks/${id}`).expect(200);
    const changes = [{ method: 'POST', path: `/trunks/${id}/restore` }];
    const { body } = await client.post('/config/plan', { changes }).expect(200);
    expect(body.registrations).toEqual([{ trunk: 'Carrier A', action: 'register' }]);
    await client.get(`/trunks/${id}`).expect(404);
    expect((await listed()).map((each) => each.id)).toEqual([id]);
  });

  it('a user comes back with his password and role, but not with his sessions, unless his name is taken', async () => {
    const id = await make('/users', { username: 'ada', password, role: 'operator' });
    const cookie = await api().cookie('ada');
    const whoIs = () => request(api().url).get('/api/v1/session').set('cookie', cookie);
    await whoIs().expect(200);
    const { body: before, headers } = await client.get(`/users/${id}`);
    await client.delete(`/users/${id}`).expect(204);
    const other = await make('/users', { username: 'ada', password, role: 'viewer' });
    const taken = await client.post(`/users/${id}/restore`).expect(409);
    expect(taken.body.errors).toEqual([{ pointer: '/username', message: 'is taken' }]);
    await client.delete(`/users/${other}`).expect(204);
    const restored = await client.post(`/users/${id}/restore`).expect(201);
    expect([restored.body, restored.headers.etag, restored.headers.location]).toEqual([
      before,
      headers.etag,
      `/api/v1/users/${id}`,
    ]);
    await whoIs().expect(401);
    await api().cookie('ada');
    const [entry] = (await client.get(`/audit-log?resourceId=${id}&action=restore`)).body.items;
    expect(entry).toMatchObject({ resource: { name: 'ada' }, after: { passwordHash: '••••' } });
  });

  it('a user comes back only through who has all that his role may', async () => {
    const id = await make('/users', { username: 'boss', password, role: 'administrator' });
    await api().addUser('root', 'administrator');
    await client.delete(`/users/${id}`).expect(204);
    await api()
      .as(await api().key(['access:manage']))
      .post(`/users/${id}/restore`)
      .expect(403);
    expect(await database.ds.manager.countBy(UserEntity, { id })).toBe(0);
  });

  it('a webhook comes back with its secret and sends only what happens from then on', async () => {
    const { id, version } = (await client.post('/webhooks', webhook).expect(201)).body;
    const { secretSealed } = await database.ds.manager.findOneByOrFail(WebhookEntity, { id });
    await client.delete(`/webhooks/${id}`).expect(204);
    const restored = await client.post(`/webhooks/${id}/restore`).expect(201);
    expect(restored.body).toMatchObject({ ...webhook, id, version: version + 1 });
    expect(restored.headers.etag).toBe(`"${version + 1}"`);
    const row = await database.ds.manager.findOneByOrFail(WebhookEntity, { id });
    expect(row.secretSealed).toBe(secretSealed);
    expect((await client.get(`/webhooks/${id}/deliveries`).expect(200)).body.items).toEqual([]);
  });
});
