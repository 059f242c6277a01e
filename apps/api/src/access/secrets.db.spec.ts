import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const secrets = new Map<string, string>();

/** The ways in which a value is commonly written. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')];
}

/** What the tables hold, as COPY writes it, by table. */
async function copyOfEveryTable(): Promise<Map<string, string>> {
  const tables: { name: string }[] = await database.ds.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const [{ data_directory: directory }] = await database.ds.query('SHOW data_directory');
  const copies = new Map<string, string>();
  for (const { name } of tables) {
    const file = `${directory}/copy-${crypto.randomUUID()}`;
    await database.ds.query(`COPY (SELECT * FROM ${name}) TO '${file}'`);
    const [{ text }] = await database.ds.query(`SELECT pg_read_file($1) AS text`, [file]);
    await database.ds.query(`COPY (SELECT 1) TO PROGRAM 'rm "${file}"'`);
    copies.set(name, text);
  }
  return copies;
}

function leaksIn(copies: Map<string, string>): string[] {
  const leaks: string[] = [];
  for (const [table, text] of copies)
    for (const [what, secret] of secrets)
      if (spellings(secret).some((spelling) => text.includes(spelling))) leaks.push(`${what} in ${table}`);
  return leaks;
}

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
    await admin
      .post('/users', { username: 'ada', password: 'A person has this one', role: 'viewer' })
      .set('idempotency-key', 'k3')
      .expect(201);
    await api().addUser('bob', 'viewer');
    secrets.set('password of bob', password);
    secrets.set('session', (await api().cookie('bob')).split('=')[1] ?? '');
    secrets.set('node token', 'token-of-the-node');
    secrets.set('encryption key', Buffer.alloc(32, 1).toString('base64'));
  });

  it('are in no table in clear, however written', async () => {
    const copies = await copyOfEveryTable();
    expect([...copies.keys()]).toEqual(expect.arrayContaining(['api_keys', 'audit_log', 'config_revisions', 'trunks']));
    expect(copies.get('audit_log')).toContain('ada');
    expect([...secrets.values()].every((secret) => secret.length > 10)).toBe(true);
    expect(leaksIn(copies)).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(api().log.length).toBeGreaterThan(5);
    expect(leaksIn(new Map([['the log', api().log.join('')]]))).toEqual([]);
  });

  it('would be found (control)', async () => {
    await database.ds.query(`UPDATE users SET password_hash = $1 WHERE username = 'bob'`, [password]);
    await database.ds.query(`UPDATE audit_log SET after = jsonb_build_object('x', $1::text) WHERE number = 1`, [
      Buffer.from('A person has this one').toString('base64'),
    ]);
    expect(leaksIn(await copyOfEveryTable())).toEqual(['password in audit_log', 'password of bob in users']);
  });
});
