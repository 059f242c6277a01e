import { SessionEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
/** No login has failed yet. */
const forget = () => database.ds.query('DELETE FROM login_failures');
const login = (body: object) => request(api().url).post('/api/v1/session').send(body);

describe('session', () => {
  beforeAll(async () => {
    await api().addUser('ada', 'administrator');
    await api().addUser('otto', 'operator');
    await api().addUser('vera', 'viewer');
  });

  it('begins with name and password, and lives in a cookie that scripts and other sites do not get', async () => {
    const answer = await login({ username: 'Ada', password }).expect(200);
    expect(answer.body).toMatchObject({ kind: 'user', name: 'ada' });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^trunkline_session=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    const cookie = await api().cookie('ada');
    const who = await request(api().url).get('/api/v1/session').set('cookie', cookie).expect(200);
    expect(who.body).toEqual(answer.body);
    const [row] = await database.ds.manager.find(SessionEntity);
    expect(JSON.stringify(row)).not.toContain(cookie.split('=')[1]);
  });

  it('is refused for a wrong password and for an unknown name in the same words', async () => {
    const wrong = await login({ username: 'ada', password: 'no' }).expect(401);
    const unknown = await login({ username: 'nobody', password: 'no' }).expect(401);
    const { requestId: _a, ...first } = wrong.body;
    const { requestId: _b, ...second } = unknown.body;
    expect(first).toEqual(second);
    expect(first.code).toBe('invalid_credentials');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('works as hard for an unknown name as for a wrong password', async () => {
    // Processor time of this process, hashing included: unlike the clock it does not show what else the machine does.
    const cost = async (username: string) => {
      await forget();
      const before = process.cpuUsage();
      await login({ username, password: 'no' }).expect(401);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 6; n++) {
      known.push(await cost('ada'));
      unknown.push(await cost('someone'));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('lets nobody guess: after five failures even the right password has to wait', async () => {
    await api().addUser('guessed', 'viewer');
    await forget();
    for (let n = 0; n < 5; n++) await login({ username: 'guessed', password: `no ${n}` }).expect(401);
    const refused = await login({ username: 'GUESSED', password }).expect(429);
    expect(refused.body.code).toBe('too_many_requests');
    expect(refused.headers['retry-after']).toBe('1');
    await login({ username: 'ada', password }).expect(200);
  });

  it('changes something only for a page of ours', async () => {
    const cookie = await api().cookie('ada');
    const { host } = new URL(api().url);
    const post = (headers: Record<string, string>) =>
      request(api().url)
        .post('/api/v1/extensions')
        .set({ cookie, ...headers })
        .send({});
    await post({}).expect(403);
    await post({ origin: 'https://evil.example' }).expect(403);
    await post({ origin: 'null' }).expect(403);
    await post({ 'sec-fetch-site': 'cross-site' }).expect(403);
    await post({ origin: `http://${host}` }).expect(422);
    await post({ 'sec-fetch-site': 'same-origin' }).expect(422);
    await request(api().url).get('/api/v1/extensions').set({ cookie, origin: 'https://evil.example' }).expect(200);
  });

  it('cannot be begun by a page of another site', async () => {
    await login({ username: 'ada', password }).set('origin', 'https://evil.example').expect(403);
  });

  it('ends with a logout, and when its time is over', async () => {
    const read = (cookie: string) => request(api().url).get('/api/v1/session').set('cookie', cookie);
    const first = await api().cookie('ada');
    const gone = await request(api().url)
      .delete('/api/v1/session')
      .set({ cookie: first, origin: api().url })
      .expect(204);
    expect(gone.headers['set-cookie']?.[0]).toContain('trunkline_session=;');
    await read(first).expect(401);
    const second = await api().cookie('ada');
    await read(second).expect(200);
    await database.ds.query('UPDATE sessions SET expires_at = now()');
    await read(second).expect(401);
  });

  it('gives an operator and a viewer what their roles say', async () => {
    const statuses = async (name: string) => {
      const cookie = await api().cookie(name);
      const call = (method: 'get' | 'post' | 'delete', path: string) =>
        request(api().url)[method](`/api/v1${path}`).set({ cookie, origin: api().url }).send({});
      const id = '0190a000-0000-7000-8000-000000000000';
      const answers = [
        call('get', '/trunks'),
        call('get', '/call-records'),
        call('delete', `/calls/${id}`),
        call('post', '/trunks'),
        call('get', '/api-keys'),
      ];
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    expect(await statuses('otto')).toEqual([200, 200, 404, 403, 403]);
    expect(await statuses('vera')).toEqual([200, 200, 403, 403, 403]);
  });
});
