import type { SavedFilter } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const body = (change: object = {}) => ({
  list: 'call-records',
  name: 'Missed',
  filter: { disposition: 'no_answer' },
  ...change,
});

/** Requests of somebody who is logged in. */
async function session(username: string) {
  const cookie = await api().cookie(username);
  const send = (method: 'get' | 'post' | 'patch' | 'delete') => (path: string, content?: object) =>
    request(api().url)[method](`/api/v1/saved-filters${path}`).set({ cookie, origin: api().url }).send(content);
  return { get: send('get'), post: send('post'), patch: send('patch'), delete: send('delete') };
}

describe('saved filters', () => {
  let ada: Awaited<ReturnType<typeof session>>;
  let bob: Awaited<ReturnType<typeof session>>;
  const namesOf = async (who: typeof ada, query = '') =>
    (await who.get(query).expect(200)).body.items.map(({ name }: SavedFilter) => name);
  beforeAll(async () => {
    for (const name of ['ada', 'bob']) await api().addUser(name, 'viewer');
    [ada, bob] = [await session('ada'), await session('bob')];
  });
  beforeEach(async () => {
    await database.ds.query('DELETE FROM saved_filters');
  });

  it('are kept for who saved them, and for nobody else', async () => {
    const made = await ada.post('', body({ filter: { trunkId: 'x', disposition: 'busy', to: 'y' } })).expect(201);
    expect(made.body).toMatchObject({ list: 'call-records', name: 'Missed', isDefault: false });
    const place = made.headers.location?.replace('/api/v1/saved-filters', '') ?? '';
    const read = await ada.get(place).expect(200);
    expect([read.body, read.headers.etag]).toEqual([made.body, made.headers.etag]);
    expect(await namesOf(bob)).toEqual([]);
    for (const refused of [await bob.get(place), await bob.patch(place, { name: 'x' }), await bob.delete(place)])
      expect([refused.status, refused.body.code]).toEqual([404, 'not_found']);
    await ada.delete(place).expect(204);
    expect(await namesOf(ada)).toEqual([]);
  });

  it('are listed by list, and go with their user', async () => {
    const eve = await api().addUser('eve', 'viewer');
    const hers = await session('eve');
    await hers.post('', body()).expect(201);
    await hers.post('', body({ list: 'audit-log', name: 'Mine' })).expect(201);
    expect(await namesOf(hers, '?list=audit-log')).toEqual(['Mine']);
    expect(await namesOf(hers)).toEqual(['Missed', 'Mine']);
    await database.ds.query('DELETE FROM users WHERE id = $1', [eve]);
    expect(await database.ds.query('SELECT * FROM saved_filters')).toEqual([]);
  });

  it('are refused with every field that is wrong named', async () => {
    const wrong = { list: 'nosuch', name: ' a', filter: { 'no good': '1', search: '' }, isDefault: 1, x: 1 };
    const refused = await ada.post('', wrong).expect(422);
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['/filter/no good', '/filter/search', '/isDefault', '/list', '/name', '/x']);
    for (const filter of [{}, Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`a${n}`, 'x']))])
      expect((await ada.post('', body({ filter })).expect(422)).body.errors[0].pointer).toBe('/filter');
    expect(await namesOf(ada)).toEqual([]);
  });

  it('have a name of their own in their list', async () => {
    await ada.post('', body()).expect(201);
    await ada.post('', body({ list: 'audit-log' })).expect(201);
    await bob.post('', body()).expect(201);
    expect((await ada.post('', body()).expect(409)).body.errors).toEqual([{ pointer: '/name', message: 'is taken' }]);
    const { id } = (await ada.post('', body({ name: 'Other' })).expect(201)).body;
    await ada.patch(`/${id}`, { name: 'Missed' }).expect(409);
    expect((await ada.patch(`/${id}`, { name: 'Other' }).expect(200)).body.name).toBe('Other');
  });

  it('have one default in each list, also when two are made so at once', async () => {
    const made = await Promise.all(
      ['a', 'b', 'c'].map((name) => ada.post('', body({ name, isDefault: true })).expect(201)),
    );
    await ada.post('', body({ list: 'audit-log', isDefault: true })).expect(201);
    const defaults = async (list: string) =>
      (await ada.get(`?list=${list}`).expect(200)).body.items.filter(({ isDefault }: SavedFilter) => isDefault);
    expect(await defaults('call-records')).toHaveLength(1);
    await Promise.all(made.map(({ body: { id } }) => ada.patch(`/${id}`, { isDefault: true }).expect(200)));
    const [{ id }] = await defaults('call-records');
    expect(await defaults('call-records')).toHaveLength(1);
    expect(await defaults('audit-log')).toHaveLength(1);
    await ada.patch(`/${id}`, { isDefault: false }).expect(200);
    expect(await defaults('call-records')).toEqual([]);
  });

  it('are changed and deleted only in the version that If-Match names', async () => {
    const made = await ada.post('', body()).expect(201);
    const first = made.headers.etag ?? '';
    const place = `/${made.body.id}`;
    const changed = await ada
      .patch(place, { filter: { search: '1' } })
      .set('if-match', first)
      .expect(200);
    for (const refused of [
      await ada.patch(place, { name: 'x' }).set('if-match', first),
      await ada.delete(place).set('if-match', first),
    ])
      expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
    await ada
      .delete(place)
      .set('if-match', changed.headers.etag ?? '')
      .expect(204);
  });

  it('are a hundred at most for each user', async () => {
    await database.ds.query(`INSERT INTO saved_filters (id, user_id, list, name, filter, is_default)
      SELECT gen_random_uuid(), (SELECT id FROM users WHERE username = 'ada'), 'trunks', n, '{"search":"1"}', false
        FROM generate_series(1, 99) n`);
    const answers = await Promise.all(['x', 'y'].map((name) => ada.post('', body({ name }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await bob.post('', body()).expect(201);
  });

  it('are nothing for an API key, which says so', async () => {
    const key = api().as(await api().key());
    for (const refused of [await key.get('/saved-filters'), await key.post('/saved-filters', body())]) {
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      expect(refused.body.detail).toMatch(/API key/);
    }
  });
});
