import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LiveGateway } from '../live/live.gateway.js';
import { password } from '../spec/api-under-test.js';
import { LiveListener } from '../spec/live-listener.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const body = (username: string, change: object = {}) => ({ username, password, role: 'viewer', ...change });
const who = (cookie: string) => request(api().url).get('/api/v1/session').set('cookie', cookie);

describe('users', () => {
  let admin: ReturnType<ReturnType<typeof api>['as']>;
  let rootId = '';
  beforeAll(async () => {
    rootId = await api().addUser('root', 'administrator');
  });
  beforeEach(async () => {
    admin = api().as(await api().key());
    await database.ds.query('DELETE FROM login_failures');
  });

  it('are made by an administrator, and log in with the password he set', async () => {
    const made = await admin.post('/users', body('Ada@Example.org', { role: 'operator' })).expect(201);
    expect(made.body).toMatchObject({ username: 'ada@example.org', role: 'operator', enabled: true });
    expect(made.text).not.toMatch(/password|argon/);
    expect((await admin.get(made.headers.location?.replace('/api/v1', '') ?? '').expect(200)).body).toEqual(made.body);
    expect((await admin.get('/users').expect(200)).body.items).toContainEqual(made.body);
    await who(await api().cookie('ada@example.org')).expect(200);
    expect((await admin.post('/users', body('ADA@example.org')).expect(409)).body.errors[0].pointer).toBe('/username');
  });

  it('are refused with every field that is wrong named', async () => {
    const refused = await admin.post('/users', { username: 'a b', password: 'short', role: 'root', x: 1 }).expect(422);
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(['/username', '/password', '/role', '/x']));
  });

  it('are changed and deleted only in the version that If-Match names', async () => {
    const { body: made, headers } = await admin.post('/users', body('versioned')).expect(201);
    const place = `/users/${made.id}`;
    const first = headers.etag ?? '';
    expect((await admin.get(place).expect(200)).headers.etag).toBe(first);
    const changed = await admin.patch(place, { role: 'operator' }).set('if-match', first).expect(200);
    expect(changed.headers.etag).not.toBe(first);
    for (const refused of [
      await admin.patch(place, { role: 'viewer' }).set('if-match', first),
      await admin.delete(place).set('if-match', first),
    ])
      expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
    expect((await admin.get(place)).body.role).toBe('operator');
    await admin
      .delete(place)
      .set('if-match', changed.headers.etag ?? '')
      .expect(204);
  });

  it('leave one administrator at least, also when two go at once', async () => {
    for (const change of [{ role: 'viewer' }, { enabled: false }])
      expect((await admin.patch(`/users/${rootId}`, change).expect(409)).body.detail).toMatch(/last administrator/);
    await admin.delete(`/users/${rootId}`).expect(409);
    const second = (await admin.post('/users', body('second', { role: 'administrator' }))).body.id;
    const third = (await admin.post('/users', body('third', { role: 'administrator' }))).body.id;
    const answers = await Promise.all(
      [rootId, second, third].map((id) => admin.patch(`/users/${id}`, { role: 'viewer' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    await database.ds.query(`UPDATE users SET role = 'administrator' WHERE id = $1`, [rootId]);
  });

  it('are out at once when they are disabled, get a new password, or are deleted', async () => {
    for (const change of [{ enabled: false }, { password: 'quite another one' }, null]) {
      const { id } = (await admin.post('/users', body('eve')).expect(201)).body;
      const cookie = await api().cookie('eve');
      await who(cookie).expect(200);
      if (change) await admin.patch(`/users/${id}`, change).expect(200);
      else await admin.delete(`/users/${id}`).expect(204);
      await who(cookie).expect(401);
      await request(api().url).post('/api/v1/session').send({ username: 'eve', password }).expect(401);
      if (change) await admin.delete(`/users/${id}`).expect(204);
    }
  });

  it('cannot be given more than the giver has, nor be taken over by him', async () => {
    const lesser = api().as(await api().key(['access:manage', 'config:read', 'calls:read', 'records:read']));
    await lesser.post('/users', body('v1')).expect(201);
    await lesser.post('/users', body('o1', { role: 'operator' })).expect(403);
    const { id } = (await admin.post('/users', body('o2', { role: 'operator' }))).body;
    await lesser.patch(`/users/${id}`, { password: 'taken over, ha ha' }).expect(403);
    await lesser.delete(`/users/${id}`).expect(403);
  });

  it('have their open sockets closed, or given their new rights, within a second', async () => {
    const { id } = (await admin.post('/users', body('live')).expect(201)).body;
    const cookie = await api().cookie('live');
    const listener = new LiveListener(api().url, {}, { cookie, origin: api().url });
    const other = new LiveListener(api().url, { apiKey: await api().key() });
    await listener.until(() => listener.snapshots.length === 1);
    await other.until(() => other.snapshots.length === 1);
    const rights = () =>
      api()
        .app.get(LiveGateway)
        .namespace.sockets.get(listener.socket.id ?? '')?.data.permissions;
    expect(rights()).not.toContain('calls:control');
    await admin.patch(`/users/${id}`, { role: 'operator' }).expect(200);
    await expect.poll(rights, { timeout: 1000 }).toContain('calls:control');
    expect(listener.disconnects).toEqual([]);
    await admin.patch(`/users/${id}`, { enabled: false }).expect(200);
    await listener.until(() => listener.disconnects.length === 1, 1000);
    expect(other.disconnects).toEqual([]);
    other.close();
  });

  it('change their own password, which ends their other sessions and no other way in', async () => {
    await admin.post('/users', body('self')).expect(201);
    const [mine, elsewhere] = [await api().cookie('self'), await api().cookie('self')];
    const put = (change: object) =>
      request(api().url).put('/api/v1/session/password').set({ cookie: mine, origin: api().url }).send(change);
    const wrong = await put({ currentPassword: 'no', newPassword: 'a better password' }).expect(422);
    expect(wrong.body.errors).toEqual([{ pointer: '/currentPassword', message: 'is wrong' }]);
    await put({ currentPassword: password, newPassword: 'short' }).expect(422);
    await put({ currentPassword: password, newPassword: 'a better password' }).expect(204);
    await who(mine).expect(200);
    await who(elsewhere).expect(401);
    const login = (given: string) =>
      request(api().url).post('/api/v1/session').send({ username: 'self', password: given });
    await login(password).expect(401);
    await login('a better password').expect(200);
  });
});
