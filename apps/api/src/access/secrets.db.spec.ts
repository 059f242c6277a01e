import { copyOfEveryTable, leaksIn, testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const secrets = new Map<string, string>();

describe('secrets', () => {
  beforeAll(async () => {
    const key = await api().key();
    const admin = api().as(key);
    const trunk = { name: 'T', host: 'sip.example.com', auth: 'register', username: 'u' };
    for (const [index, secret] of ['Trunk-Secret-One', 'Trunk-Secret-Two'].entries())
      secrets.set(`trunk ${index}`, secret);
    const { id } = (await admin.post('/trunks', { ...trunk, password: 'Trunk-Secret-One' }).expect(201)).body;
    await admin.patch(`/trunks/${id}`, { password: 'Trunk-Secret-Two' }).expect(200);
    const extension = (
      await admin.post('/extensions', { number: '1001', name: 'Ada' }).set('idempotency-key', 'k1').expect(201)
    ).body;
    secrets.set('extension', extension.secret);
    secrets.set('renewed', (await admin.post(`/extensions/${extension.id}/secret`).expect(200)).body.secret);
    const made = await admin.post('/api-keys', { name: 'CRM' }).set('idempotency-key', 'k2').expect(201);
    secrets.set('API key', made.body.key);
    secrets.set('first API key', key);
    secrets.set('password', 'A person has this one');
    const user = await admin
      .post('/users', { username: 'ada', password: 'A person has this one', role: 'viewer' })
      .set('idempotency-key', 'k3')
      .expect(201);
    for (const place of [`/trunks/${id}`, `/extensions/${extension.id}`, `/users/${user.body.id}`])
      await admin.delete(place);
    await api().addUser('bob', 'viewer');
    secrets.set('password of bob', password);
    secrets.set('session', (await api().cookie('bob')).split('=')[1] ?? '');
    secrets.set('node token', 'token-of-the-node');
    secrets.set('encryption key', Buffer.alloc(32, 1).toString('base64'));
  });

  it('are in no table in clear, however written', async () => {
    const copies = await copyOfEveryTable(database.ds);
    expect([...copies.keys()]).toEqual(
      expect.arrayContaining(['api_keys', 'audit_log', 'config_revisions', 'deleted_resources']),
    );
    expect(copies.get('audit_log')).toContain('ada');
    expect([...secrets.values()].every((secret) => secret.length > 10)).toBe(true);
    expect(leaksIn(copies, secrets)).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(api().log.length).toBeGreaterThan(5);
    expect(leaksIn(new Map([['the log', api().log.join('')]]), secrets)).toEqual([]);
  });

  it('would be found (control)', async () => {
    await database.ds.query(`UPDATE users SET password_hash = $1 WHERE username = 'bob'`, [password]);
    await database.ds.query(`UPDATE audit_log SET after = jsonb_build_object('x', $1::text) WHERE number = 1`, [
      Buffer.from('A person has this one').toString('base64'),
    ]);
    expect(leaksIn(await copyOfEveryTable(database.ds), secrets)).toEqual([
      'password in audit_log',
      'password of bob in users',
    ]);
  });
});
