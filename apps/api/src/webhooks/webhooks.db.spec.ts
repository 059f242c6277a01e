import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database, { JOBS: 'off' });
const nobody = '0190a000-0000-7000-8000-000000000000';
const body = (change: object = {}) => ({ url: 'https://example.org/hooks', events: ['call.*'], ...change });
type Refused = { body: { errors: { pointer: string; message: string }[] } };
const errorsOf = ({ body: { errors } }: Refused) => errors.map(({ pointer }) => pointer).sort();

describe('webhooks', () => {
  let client: ReturnType<ReturnType<typeof api>['as']>;
  const make = async (change: object = {}) => (await client.post('/webhooks', body(change)).expect(201)).body;
  beforeAll(async () => {
    client = api().as(await api().key());
  });

  it('are made with a secret that is shown once and stored sealed', async () => {
    const made = await client.post('/webhooks', body({ description: 'CRM' })).expect(201);
    const { secret, ...shown } = made.body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made.headers.location).toBe(`/api/v1/webhooks/${shown.id}`);
    expect(shown).toMatchObject({
      ...body(),
      description: 'CRM',
      trunkIds: [],
      extensionIds: [],
      enabled: true,
      version: 1,
      status: { state: 'new', disabledReason: null, failingSince: null, lastSuccessAt: null, pending: 0 },
    });
    const read = await client.get(`/webhooks/${shown.id}`).expect(200);
    expect([read.body, read.headers.etag]).toEqual([shown, '"1"']);
    expect((await client.get('/webhooks?limit=200')).body.items).toContainEqual(shown);
    const [row] = await database.ds.query('SELECT * FROM webhooks WHERE id = $1', [shown.id]);
    expect(JSON.stringify(row)).not.toContain(secret.slice(6));
    const audit = (await client.get(`/audit-log?resourceId=${shown.id}`)).text;
    expect(audit).not.toContain(secret.slice(6));
  });

  it('are changed under their version, and the audit log has what changed', async () => {
    const { id } = await make();
    const patch = (change: object, etag: string) => client.patch(`/webhooks/${id}`, change).set('if-match', etag);
    const changed = await patch({ events: ['call.ended'] }, '"1"').expect(200);
    expect([changed.body.version, changed.headers.etag]).toEqual([2, '"2"']);
    expect((await patch({ enabled: false }, '"1"').expect(412)).body.code).toBe('precondition_failed');
    expect((await patch({ events: ['call.ended'] }, '"2"').expect(200)).body.version).toBe(2);
    await client.delete(`/webhooks/${id}`).set('if-match', '"1"').expect(412);
    const { items } = (await client.get(`/audit-log?resourceId=${id}`)).body;
    expect(items[0]).toMatchObject({
      action: 'update',
      resource: { kind: 'webhook' },
      before: { events: ['call.*'] },
      after: { events: ['call.ended'] },
    });
    await client.delete(`/webhooks/${id}`).set('if-match', '"2"').expect(204);
    for (const path of ['', '/deliveries', `/deliveries/${nobody}`])
      await client.get(`/webhooks/${id}${path}`).expect(404);
    for (const path of ['/test', '/secret', `/deliveries/${nobody}/redeliver`])
      await client.post(`/webhooks/${id}${path}`, {}).expect(404);
  });

  it('make no config revision, since Asterisk has no part in them', async () => {
    const revisions = async () => (await client.get('/config-revisions?limit=1')).body.items;
    const before = await revisions();
    await make();
    expect(await revisions()).toEqual(before);
  });

  it('are made once when the request is sent again, and the replay leaves the secret out', async () => {
    const send = () => client.post('/webhooks', body({ description: 'once' })).set('idempotency-key', 'webhook-1');
    const [first, again] = [await send().expect(201), await send().expect(201)];
    const { secret: _, ...shown } = first.body;
    expect(again.body).toEqual({ ...shown, withheld: ['secret'] });
  });

  it('get a new secret that is shown once, the old one living on for the hours that were asked for', async () => {
    const { id, secret } = await make();
    const rotated = await client.post(`/webhooks/${id}/secret`, { overlapHours: 2 }).expect(200);
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secret).not.toBe(secret);
    const hours = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(1.9);
    expect(hours).toBeLessThan(2.1);
    const atOnce = await client.post(`/webhooks/${id}/secret`, { overlapHours: 0 }).expect(200);
    expect(atOnce.body).toMatchObject({ previousSecretUntil: null, version: 3 });
    expect(errorsOf(await client.post(`/webhooks/${id}/secret`, { overlapHours: 1000 }).expect(422))).toEqual([
      '/overlapHours',
    ]);
  });

  it('are refused with every field that is wrong named, and nothing is made', async () => {
    const count = async () => (await client.get('/webhooks?limit=200')).body.items.length;
    const before = await count();
    const wrong = {
      url: '',
      description: 'a\nb',
      events: ['call.exploded', 'call.*'],
      trunkIds: ['x'],
      secret: 'mine',
    };
    expect(errorsOf(await client.post('/webhooks', wrong).expect(422))).toEqual(
      ['/url', '/description', '/events/0', '/trunkIds/0', '/secret'].sort(),
    );
    expect(errorsOf(await client.post('/webhooks', { events: [] }).expect(422))).toEqual(['/events', '/url']);
    for (const url of ['https://127.0.0.1/', 'https://169.254.169.254/', 'http://example.org/', 'https://u:p@x.org/']) {
      const refused = await client.post('/webhooks', body({ url })).expect(422);
      expect(errorsOf(refused)).toEqual(['/url']);
      expect(refused.body.errors[0].message).toMatch(/^must (not|begin)/);
    }
    expect(errorsOf(await client.post('/webhooks', body({ trunkIds: [nobody] })).expect(422))).toEqual(['/trunkIds/0']);
    expect(await count()).toBe(before);
    const { id } = await make();
    expect(errorsOf(await client.patch(`/webhooks/${id}`, { url: 'https://10.0.0.1/' }).expect(422))).toEqual(['/url']);
  });

  it('are listed sorted and filtered, page by page', async () => {
    for (const url of ['https://b.example/', 'https://a.example/', 'https://c.example/']) await make({ url });
    const urls = async (query: string) =>
      (await client.get(`/webhooks?${query}`).expect(200)).body.items.map(({ url }: { url: string }) => url);
    const up = await urls('sort=url&limit=200');
    expect(up).toEqual([...up].sort());
    expect(await urls('sort=-url&limit=200')).toEqual(up.toReversed());
    expect(await urls('url=https://b.example/')).toEqual(['https://b.example/']);
    expect(await urls('url=https://b.example/&enabled=false')).toEqual([]);
    const { nextCursor } = (await client.get('/webhooks?sort=url&limit=1')).body;
    expect(await urls(`sort=url&limit=1&cursor=${nextCursor}`)).toEqual([up[1]]);
  });

  it('hand on to nobody what their maker may not see', async () => {
    const lesser = api().as(await api().key(['webhooks:manage']));
    await lesser.post('/webhooks', body()).expect(403);
    const watcher = api().as(await api().key(['webhooks:manage', 'calls:read']));
    const { id } = (await watcher.post('/webhooks', body()).expect(201)).body;
    await watcher.patch(`/webhooks/${id}`, { events: ['*'] }).expect(403);
    await watcher.patch(`/webhooks/${id}`, { events: ['trunk.state'] }).expect(200);
  });

  it('are a hundred at most', async () => {
    const { items } = (await client.get('/webhooks?limit=200')).body;
    for (let n = items.length; n < 100; n++) await make();
    expect((await client.post('/webhooks', body()).expect(409)).body.detail).toMatch(/100 webhooks/);
  });
});
