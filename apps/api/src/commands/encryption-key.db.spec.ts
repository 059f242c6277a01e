import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkKey, readSnapshot, SecretCipher } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../spec/api-under-test.js';

const database = testDatabase();
const root = new URL('../../../../', import.meta.url);
const key = (byte: number) => Buffer.alloc(32, byte);
const keyId = (byte: number) => new SecretCipher(key(byte)).keyId;

/** Runs one of our built programs until it ends. */
async function run(entry: string, env: Record<string, string>) {
  const options: SpawnOptions = { cwd: root, env: { PATH: process.env.PATH, DATABASE_URL: database.url, ...env } };
  const [file = '', ...args] = entry.split(' ');
  const child = spawn(process.execPath, [`dist/apps/${file}`, ...args], options);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, code };
}
const rotate = (from: number, to: number) =>
  run('api/src/cli.js rotate-key', {
    TRUNKLINE_KEY: key(from).toString('base64'),
    TRUNKLINE_NEW_KEY: key(to).toString('base64'),
  });
const secretsWith = async (byte: number) => {
  const { trunks, extensions } = await readSnapshot(database.ds, new SecretCipher(key(byte)));
  return [trunks.map(({ password }) => password), extensions.map(({ secret }) => secret)];
};

describe('the encryption key', () => {
  let api: ApiUnderTest;
  let secret = '';
  beforeAll(async () => {
    api = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await api.start();
    const admin = api.as(await api.key());
    const trunk = { name: 'T', host: 'a.example.com', auth: 'register', username: 'u', password: 'trunk-password' };
    await admin.post('/trunks', trunk).expect(201);
    // What looks like an envelope of this key but is a name.
    const name = `v1:${keyId(1)}:AAAA:AAAA:AAAA`;
    secret = (await admin.post('/extensions', { number: '1001', name }).expect(201)).body.secret;
  });

  it('is not changed while a process with the old one runs', async () => {
    const refused = { out: '', err: 'Stop first what uses the key: trunkline-api is connected.\n', code: 4 };
    expect(await rotate(1, 2)).toEqual(refused);
    await api.stop();
    expect(await secretsWith(1)).toEqual([['trunk-password'], [secret]]);
  });

  it('makes a process that was given another one refuse to start, with one sentence', async () => {
    const env = { TRUNKLINE_KEY: key(9).toString('base64'), TRUNKLINE_NODE_TOKEN: 'token-of-the-node' };
    const sentence = `TRUNKLINE_KEY is not the key of this database: its secrets are sealed with key ${keyId(1)}, this process was given key ${keyId(9)}.\n`;
    const ended = await run('api/src/main.js', { ...env, HTTP_HOST: '127.0.100.1', LOG_LEVEL: 'silent' });
    expect(ended).toEqual({ out: '', err: sentence, code: 1 });
    expect(await rotate(9, 2)).toEqual({ out: '', err: sentence, code: 4 });
    const directory = await mkdtemp(join(tmpdir(), 'agent-'));
    const places = {
      ASTERISK_ETC_DIR: directory,
      CEL_DIR: directory,
      STATE_DIR: directory,
      ARI_URL: 'http://127.0.100.1:8088',
    };
    const passwords = { ARI_PASSWORD: 'not-a-password' };
    const host = '127.0.100.1';
    const hosts = { COMMAND_HOST: host, HEALTH_HOST: host, HEP_HOST: host };
    const agent = await run('agent/src/main.js', {
      ...env,
      ...places,
      ...passwords,
      ...hosts,
      LOG_LEVEL: 'silent',
    });
    await rm(directory, { recursive: true });
    expect(agent).toEqual({ out: '', err: sentence, code: 1 });
  });

  it('is changed for every secret, in resources and in revisions, and the old one opens nothing any more', async () => {
    const done = await rotate(1, 2);
    expect(done).toMatchObject({ err: '', code: 0 });
    expect(await secretsWith(2)).toEqual([['trunk-password'], [secret]]);
    await expect(checkKey(database.ds, new SecretCipher(key(1)))).rejects.toThrow('is not the key of this database');
    await checkKey(database.ds, new SecretCipher(key(2)));
    const [{ revisions }] = await database.ds.query(
      'SELECT jsonb_agg(changes)::text AS revisions FROM config_revisions',
    );
    expect(revisions.match(new RegExp(`v1:${keyId(2)}:`, 'g'))).toHaveLength(2);
    const [{ name }] = await database.ds.query('SELECT name FROM extensions');
    expect(name).toBe(`v1:${keyId(1)}:AAAA:AAAA:AAAA`);
    const [entry] = await database.ds.query('SELECT * FROM audit_log ORDER BY number DESC LIMIT 1');
    expect(entry).toMatchObject({ resource_kind: 'encryption_key', after: { keyId: keyId(2) } });
    expect((await run('api/src/cli.js verify-audit-log', {})).code).toBe(0);
  });

  it('stays when one secret cannot be opened: all or none', async () => {
    const [{ before }] = await database.ds.query('SELECT password_sealed AS before FROM trunks');
    const damaged = `v1:${keyId(2)}:AAAA:AAAA:AAAA`;
    await database.ds.query('UPDATE extensions SET secret_sealed = $1', [damaged]);
    expect(await rotate(2, 3)).toMatchObject({
      code: 4,
      err: expect.stringContaining('in extensions cannot be opened'),
    });
    expect(await database.ds.query('SELECT password_sealed AS before FROM trunks')).toEqual([{ before }]);
    await checkKey(database.ds, new SecretCipher(key(2)));
  });
});
