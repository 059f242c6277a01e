import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { LiveListener } from '../spec/live-listener.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const open: LiveListener[] = [];

/** Logs in and returns what a browser would do with that. */
async function browser(username: string) {
  const answer = await request(api().url)
    .post('/api/v1/session')
    .set('user-agent', `Firefox of ${username}`)
    .send({ username, password })
    .expect(200);
  const cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  const send = (method: 'get' | 'delete', path: string) =>
    request(api().url)[method](`/api/v1${path}`).set({ cookie, origin: api().url });
  const follow = async () => {
    const listener = new LiveListener(api().url, {}, { cookie, origin: api().url });
    open.push(listener);
    await listener.until(() => listener.snapshots.length === 1);
    return listener;
  };
  const current = async (): Promise<string> =>
    (await send('get', '/sessions').expect(200)).body.items.find((item: { current: boolean }) => item.current).id;
  return { send, follow, current };
}
const gone = (listener: LiveListener) => listener.until(() => listener.disconnects.length === 1, 1000);

describe('sessions', () => {
  beforeAll(async () => {
    await api().addUser('root', 'administrator');
    await api().addUser('ada', 'viewer');
    await api().addUser('bob', 'viewer');
  });
  beforeEach(async () => {
    await database.ds.query('DELETE FROM sessions');
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });

  it('are listed to whose they are, without what opens them', async () => {
    const [ada, other] = [await browser('ada'), await browser('ada')];
    await browser('bob');
    const list = await ada.send('get', '/sessions').expect(200);
    expect(list.body.items).toMatchObject([
      { username: 'ada', current: true, userAgent: 'Firefox of ada', address: expect.stringMatching(/^127\./) },
      { username: 'ada', current: false },
    ]);
    expect(list.text).not.toMatch(/token|hash/i);
    expect(await other.current()).toBe(list.body.items[1].id);
  });

  it('of everybody are listed to who manages access, and to nobody else', async () => {
    const [root, ada] = [await browser('root'), await browser('ada')];
    const { items } = (await root.send('get', '/sessions?scope=all').expect(200)).body;
    expect(items.map(({ username }: { username: string }) => username)).toEqual(['root', 'ada']);
    await ada.send('get', '/sessions?scope=all').expect(403);
    await database.ds.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [await ada.current()]);
    expect((await root.send('get', '/sessions?scope=all').expect(200)).body.items).toHaveLength(1);
  });

  it('end one by one, with their sockets, within a second', async () => {
    const [ada, other, bob] = [await browser('ada'), await browser('ada'), await browser('bob')];
    const [listener, otherListener, bobsListener] = [await ada.follow(), await other.follow(), await bob.follow()];
    await bob.send('delete', `/sessions/${await ada.current()}`).expect(404);
    await ada.send('delete', `/sessions/${await other.current()}`).expect(204);
    await gone(otherListener);
    await other.send('get', '/session').expect(401);
    await (await browser('root')).send('delete', `/sessions/${await bob.current()}`).expect(204);
    await gone(bobsListener);
    await bob.send('get', '/session').expect(401);
    expect(listener.disconnects).toEqual([]);
    await ada.send('delete', '/session').expect(204);
    await gone(listener);
  });

  it('end all at once but for the one that asks', async () => {
    const [ada, other, bob] = [await browser('ada'), await browser('ada'), await browser('bob')];
    const otherListener = await other.follow();
    await browser('ada');
    expect((await ada.send('delete', '/sessions').expect(200)).body).toEqual({ ended: 2 });
    await gone(otherListener);
    await other.send('get', '/session').expect(401);
    await bob.send('get', '/session').expect(200);
    expect((await ada.send('delete', '/sessions').expect(200)).body).toEqual({ ended: 0 });
  });

  it('a key that is revoked loses its socket within a second', async () => {
    const admin = api().as(await api().key());
    const { id, key } = (await admin.post('/api-keys', { name: 'CRM', permissions: ['calls:read'] }).expect(201)).body;
    const listener = new LiveListener(api().url, { apiKey: key });
    open.push(listener);
    await listener.until(() => listener.snapshots.length === 1);
    await admin.delete(`/api-keys/${id}`).expect(204);
    await gone(listener);
  });

  it('open no socket for a page of another site, by either transport', async () => {
    const ada = await request(api().url).post('/api/v1/session').send({ username: 'ada', password }).expect(200);
    const cookie = String(ada.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    const outcome = (headers: Record<string, string>) =>
      new Promise((resolve) => {
        const { socket } = open[open.push(new LiveListener(api().url, {}, { cookie, ...headers })) - 1] ?? {};
        socket?.once('connect', () => resolve('connected'));
        socket?.once('connect_error', (error: Error & { data?: { code: string } }) => resolve(error.data?.code));
      });
    const { host } = new URL(api().url);
    for (const origin of ['null', 'https://evil.example', `https://${host}.evil.example`, 'http://127.0.0.1:1', ''])
      expect([origin, await outcome({ origin })]).toEqual([origin, 'forbidden']);
    expect(await outcome({ 'sec-fetch-site': 'cross-site' })).toBe('forbidden');
    expect(await outcome({ origin: api().url })).toBe('connected');
    const polling = await request(api().url)
      .get('/socket.io/?EIO=4&transport=polling')
      .set({ cookie, origin: 'https://evil.example' });
    expect(polling.headers['access-control-allow-origin']).toBeUndefined();
  });
});
