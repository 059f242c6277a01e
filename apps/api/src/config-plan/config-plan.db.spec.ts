import { AuditLog, ConfigRevisionEntity, configChannel, LiveCalls, listen, TrunkEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
beforeEach(() => database.empty());

const trunk = { name: 'Carrier', host: '192.0.2.1', username: 'u', password: 'very-s3cret' };
const all = async () => api().as(await api().key());
const plan = async (...changes: object[]) => (await all()).post('/config/plan', { changes });

describe('a plan', () => {
  it('tells what Asterisk would get, and stores nothing of it', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    const counts = async () => [
      await database.ds.manager.count(ConfigRevisionEntity),
      (await database.ds.query('SELECT count(*)::int AS n FROM audit_log'))[0].n,
      await database.ds.manager.find(TrunkEntity),
    ];
    const before = await counts();
    const heard: string[] = [];
    let connected = () => {};
    const up = new Promise<void>((resolve) => {
      connected = resolve;
    });
    const subscription = listen(database.url, [configChannel], (_channel, payload) => heard.push(payload), connected);
    await up;
    const changes = [
      { method: 'PATCH', path: `/trunks/${id}`, body: { port: 5070, password: 'an0ther-s3cret' } },
      { method: 'POST', path: '/extensions', body: { number: '1001', name: 'Ada' } },
    ];
    const { body, text } = await client.post('/config/plan', { changes }).expect(200);
    expect(body).toMatchObject({
      base: 1,
      changes: [
        { kind: 'trunk', id, action: 'update', name: 'Carrier' },
        { kind: 'extension', id: null, action: 'create', name: '1001 Ada' },
      ],
      refused: null,
      modules: ['res_pjsip.so', 'pbx_config.so'],
      registrations: [{ trunk: 'Carrier', action: 'register' }],
      liveCalls: [],
    });
    const unified = body.files.map((file: { unified: string }) => file.unified).join('');
    const passwords = unified.match(/^[+-]password.*$/gm);
    expect(passwords).toEqual(['-password = ••••', '+password = •••• (changed)', '+password = ••••']);
    expect(unified).toMatch(/^\+contact = sip:192\.0\.2\.1:5070$/m);
    expect(text).not.toMatch(/s3cret|v1:/);
    expect(api().log.join()).not.toContain('s3cret');
    expect(await counts()).toEqual(before);
    // The next real change is the first that is heard of, and has the number the plan did not take.
    const next = await client.patch(`/trunks/${id}`, { port: 5080 }).expect(200);
    expect(next.body.revision).toBe(2);
    await expect.poll(() => heard).toEqual(['2']);
    await subscription.stop();
    expect(await AuditLog.verify(database.ds)).toMatchObject({ whole: true });
  });

  it('is refused as the change itself, saying which change and which field', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    const refusal = async (change: object) => {
      const { status, body } = await plan({ method: 'PATCH', path: `/trunks/${id}`, body: {} }, change);
      return [status, body.code, body.errors?.map(({ pointer }: { pointer: string }) => pointer) ?? []];
    };
    expect(await refusal({ method: 'PATCH', path: `/trunks/${id}`, body: { host: 'bad host', no: 1 } })).toEqual([
      422,
      'validation_failed',
      ['/changes/1/body/host', '/changes/1/body/no'],
    ]);
    expect(await refusal({ method: 'POST', path: '/trunks', body: trunk })).toEqual([
      409,
      'conflict',
      ['/changes/1/body/name'],
    ]);
    expect(await refusal({ method: 'DELETE', path: '/trunks/0190a000-0000-7000-8000-000000000000' })).toEqual([
      404,
      'not_found',
      [],
    ]);
    expect(await refusal({ method: 'PATCH', path: `/trunks/${id}`, body: { port: 1 }, ifMatch: '"7"' })).toEqual([
      412,
      'precondition_failed',
      [],
    ]);
    for (const [method, path] of [
      ['POST', '/users'],
      ['POST', '/config/plan'],
      ['DELETE', '/calls/0190a000-0000-7000-8000-000000000000'],
      ['POST', `/trunks/${id}`],
    ])
      expect(await refusal({ method, path, body: {} })).toEqual([422, 'validation_failed', ['/changes/1/path']]);
    expect((await plan()).body.errors[0].pointer).toBe('/changes');
  });

  it('sees the changes before it in the same plan', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    const route = { name: 'Out', patterns: [{ match: '0.' }], trunkIds: [id] };
    const made = (await client.post('/outbound-routes', route).expect(201)).body.id;
    expect((await plan({ method: 'DELETE', path: `/trunks/${id}` })).body.code).toBe('in_use');
    const both = await plan(
      { method: 'DELETE', path: `/outbound-routes/${made}` },
      { method: 'DELETE', path: `/trunks/${id}` },
    );
    expect(both.status).toBe(200);
    expect(both.body.registrations).toEqual([{ trunk: 'Carrier', action: 'unregister' }]);
    expect(both.body.modules).toEqual(['pbx_config.so', 'res_pjsip.so']);
  });

  it('counts the calls that go through what it changes', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await database.ds.transaction((manager) => LiveCalls.apply(manager, [aCall({ trunkId: id }), aCall()], []));
    const { body } = await plan({ method: 'PATCH', path: `/trunks/${id}`, body: { port: 5070 } });
    expect(body.liveCalls).toEqual([{ kind: 'trunk', id, name: 'Carrier', calls: 1 }]);
  });

  it('of a rollback tells what it would take back', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { port: 5070 }).expect(200);
    const { body } = await plan({ method: 'POST', path: '/config-revisions/2/rollback' });
    expect(body.files[0].unified).toContain('+contact = sip:192.0.2.1:5060');
    expect((await client.get(`/trunks/${id}`)).body).toMatchObject({ port: 5070, revision: 2 });
  });

  it('begins with what Asterisk has of a resource that it refused', async () => {
    const client = await all();
    const { id } = (await client.post('/trunks', trunk).expect(201)).body;
    await client.patch(`/trunks/${id}`, { port: 5070 }).expect(200);
    await database.ds.query(`UPDATE config_revisions SET status = 'applied', file_hashes = '{}' WHERE number = 1`);
    await database.ds.query(
      `UPDATE config_revisions SET status = 'failed', reason = 'no', file_hashes = '{}' WHERE number = 2`,
    );
    const contact = (body: { files: { file: string; unified: string }[] }) =>
      body.files.find(({ file }) => file === 'pjsip_aor.conf')?.unified.match(/^[+-]contact.*$/gm);
    const other = await plan({ method: 'POST', path: '/trunks', body: { ...trunk, name: 'B', host: '192.0.2.2' } });
    expect(contact(other.body)).toEqual(['+contact = sip:192.0.2.2:5060']);
    const same = await plan({ method: 'PATCH', path: `/trunks/${id}`, body: { port: 5080 } });
    expect(contact(same.body)).toEqual(['-contact = sip:192.0.2.1:5060', '+contact = sip:192.0.2.1:5080']);
  });

  it('can be asked for again with its Idempotency-Key', async () => {
    const client = await all();
    const ask = () =>
      client
        .post('/config/plan', { changes: [{ method: 'POST', path: '/trunks', body: trunk }] })
        .set('idempotency-key', 'a-plan');
    const first = await ask().expect(200);
    expect((await ask().expect(200)).body).toEqual(first.body);
    expect(await database.ds.manager.count(TrunkEntity)).toBe(0);
  });
});
