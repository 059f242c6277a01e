import { AuditLog } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const trunk = {
  name: 'Carrier',
  host: 'sip.example.com',
  auth: 'register',
  username: 'u',
  password: 'trunk-password-1',
};

describe('the audit log', () => {
  it('has every change with who, what, before, after and the request', async () => {
    const admin = api().as(await api().key());
    const { id } = (await admin.post('/trunks', trunk).set('x-request-id', 'request-of-mine').expect(201)).body;
    await admin.patch(`/trunks/${id}`, { host: 'b.example.com', password: 'trunk-password-2' }).expect(200);
    await admin.patch(`/trunks/${id}`, { host: 'b.example.com' }).expect(200);
    await admin.delete(`/trunks/${id}`).expect(200);
    const user = (await admin.post('/users', { username: 'ada', password, role: 'viewer' }).expect(201)).body;
    await api().cookie('ada');
    await admin.patch(`/users/${user.id}`, { role: 'operator' }).expect(200);
    const apiKey = (await admin.post('/api-keys', { name: 'CRM' }).expect(201)).body;
    await admin.delete(`/api-keys/${apiKey.id}`).expect(204);
    const { items } = (await admin.get('/audit-log?limit=200').expect(200)).body;
    const lines = items.map(
      ({ actor, action, resource }: { actor: { name: string }; action: string; resource: Record<string, string> }) =>
        `${actor.name} ${action} ${resource.kind} ${resource.name}`,
    );
    expect(lines.reverse()).toEqual([
      'spec create trunk Carrier',
      'spec update trunk Carrier',
      'spec delete trunk Carrier',
      'spec create user ada',
      'ada login session ada',
      'spec update user ada',
      'spec create api_key CRM',
      'spec delete api_key CRM',
    ]);
    const [created, updated] = items.reverse();
    expect(created).toMatchObject({ before: null, requestId: 'request-of-mine', after: { passwordSealed: '••••' } });
    expect([updated.before.host, updated.after.host]).toEqual(['sip.example.com', 'b.example.com']);
    expect(updated.after.passwordSealed).toBe('•••• (changed)');
    expect(JSON.stringify(items)).not.toMatch(/trunk-password|argon2|v1:|tlk_[\w-]{20}/);
  });

  it('has nothing of what was refused', async () => {
    const admin = api().as(await api().key());
    const count = async () => (await database.ds.query('SELECT count(*)::int AS n FROM audit_log'))[0].n;
    const before = await count();
    await admin.post('/trunks', { ...trunk, host: 'a b' }).expect(422);
    await admin.post('/users', { username: 'ada', password, role: 'viewer' }).expect(409);
    expect(await count()).toBe(before);
  });

  it('has logins, logouts, failed logins and lock-outs, but no name that nobody has, and no flood', async () => {
    const admin = api().as(await api().key());
    const login = (username: string, given: string) =>
      request(api().url).post('/api/v1/session').set('user-agent', 'spec').send({ username, password: given });
    const cookie = await api().cookie('ada');
    await request(api().url).delete('/api/v1/session').set({ cookie, origin: api().url }).expect(204);
    await login('my-secret-typed-as-a-name', 'no').expect(401);
    for (let n = 0; n < 5; n++) await login('ada', 'no').expect(401);
    for (let n = 0; n < 5; n++) await login('ada', password).expect(429);
    const { items, text } = await admin.get('/audit-log?limit=9').then(({ body, text }) => ({ ...body, text }));
    const lines = items.map(
      ({ actor, action, resource }: { actor: { kind: string }; action: string; resource: Record<string, string> }) =>
        `${actor.kind} ${action} ${resource.kind} ${resource.name}`,
    );
    const failed = 'anonymous login_failed user ada';
    expect(lines.reverse()).toEqual([
      'user login session ada',
      'user logout session ada',
      'anonymous login_failed user (unknown name)',
      ...[failed, failed, failed, failed, failed],
      'anonymous lock_out user ada',
    ]);
    expect(items[0]).toMatchObject({ before: null, after: null });
    expect(items[1].after).toMatchObject({ userAgent: 'spec' });
    expect(text).not.toContain('my-secret-typed-as-a-name');
    expect(await AuditLog.verify(database.ds)).toMatchObject({ whole: true });
    await database.ds.query('DELETE FROM login_failures');
  });

  it('is read by who manages access alone, and refuses a query that it does not know', async () => {
    await api()
      .as(await api().key(['config:read', 'config:write']))
      .get('/audit-log')
      .expect(403);
    const admin = api().as(await api().key());
    const found = await admin.get('/audit-log?kind=trunk&action=delete&search=carr').expect(200);
    expect(found.body.items).toHaveLength(1);
    const [entry] = found.body.items;
    const numbers = async (query: string) =>
      (await admin.get(`/audit-log?limit=200&${query}`).expect(200)).body.items.map(
        ({ number }: { number: number }) => number,
      );
    expect((await admin.get(`/audit-log/${entry.number}`).expect(200)).body).toEqual(entry);
    for (const number of ['0', '999999', 'x']) await admin.get(`/audit-log/${number}`).expect(404);
    expect(await numbers(`requestId=${entry.requestId}`)).toEqual([entry.number]);
    expect(await numbers(`search=${entry.requestId}`)).toEqual([entry.number]);
    expect(await numbers(`search=${entry.resource.id}`)).toHaveLength(3);
    expect(await numbers(`resourceId=${entry.resource.id}&action=update`)).toHaveLength(1);
    expect(await numbers(`actorId=${entry.actor.id}&kind=trunk`)).toHaveLength(3);
    expect(await numbers('actorKind=anonymous&action=lock_out')).toHaveLength(1);
    const next = new Date(Date.parse(entry.at) + 1).toISOString();
    expect(await numbers(`from=${entry.at}&to=${next}&kind=trunk`)).toContain(entry.number);
    expect(await numbers(`from=${next}&kind=trunk`)).toEqual([]);
    expect(await numbers('search=%25')).toEqual([]);
    await admin.get('/audit-log?action=drop').expect(422);
    await admin.get('/audit-log?cursor=x').expect(422);
  });
});
