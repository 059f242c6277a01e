import { SecretCipher, TrunkEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const body = (n: number) => ({
  name: `Carrier ${n}`,
  host: 'sip.example.net',
  username: 'trunkline',
  password: 'p4ss;word',
});

describe('trunks', () => {
  resourceChecklist(api, {
    path: '/trunks',
    body,
    patch: {
      host: '192.0.2.7',
      port: 5080,
      codecs: ['alaw'],
      ...{ fromUser: 'customer', fromDomain: 'sip.example.org', callerId: '+15550200001', maxCalls: 30 },
      ...{ dtmfMode: 'info', outboundProxy: 'sip:192.0.2.8:5070;lr', hideCaller: true, optionsInterval: 0 },
      pjsipOptions: [{ object: 'endpoint', option: 'send_diversion', value: 'no' }],
    },
    wrong: { change: { host: 'bad host\r\n' }, pointer: '/host' },
    unique: 'name',
    required: 'name',
  });

  it('never shows a password, and stores it sealed', async () => {
    const client = api().as(await api().key());
    const made = await client.post('/trunks', { ...body(900), password: 'very-s3cret' }).expect(201);
    const read = await client.get(`/trunks/${made.body.id}`);
    const revision = await client.get(`/config-revisions/${made.body.revision}`);
    for (const answer of [made, read, revision]) expect(answer.text).not.toContain('very-s3cret');
    expect(read.body.hasPassword).toBe(true);
    const row = await database.ds.manager.findOneByOrFail(TrunkEntity, { id: made.body.id });
    expect(new SecretCipher(Buffer.alloc(32, 1)).open(row.passwordSealed ?? '')).toBe('very-s3cret');
    expect(api().log.join()).not.toContain('very-s3cret');
  });

  it('with auth register needs a user name and a password, also after a patch', async () => {
    const client = api().as(await api().key());
    const pointers = (answer: { body: { errors: { pointer: string }[] } }) =>
      answer.body.errors.map(({ pointer }) => pointer);
    const { username: _u, password: _p, ...bare } = body(901);
    expect(pointers(await client.post('/trunks', bare).expect(422))).toEqual(['/username', '/password']);
    const made = await client.post('/trunks', { ...bare, host: '192.0.2.1', auth: 'ip' }).expect(201);
    const path = `/trunks/${made.body.id}`;
    expect(pointers(await client.patch(path, { auth: 'register', username: 'u' }).expect(422))).toEqual(['/password']);
    await client.patch(path, { auth: 'register', username: 'u', password: 'p' }).expect(200);
    expect(pointers(await client.patch(path, { password: null }).expect(422))).toEqual(['/password']);
  });

  it('with auth ip needs an address, since a name that does not resolve would take the other trunks along', async () => {
    const client = api().as(await api().key());
    const { username: _u, password: _p, ...bare } = body(905);
    const byName = await client.post('/trunks', { ...bare, host: 'sip.example.net', auth: 'ip' }).expect(422);
    expect(byName.body.errors[0].pointer).toBe('/host');
    await client.post('/trunks', { ...bare, host: '[2001:db8::1]', auth: 'ip' }).expect(201);
  });

  it('refuses SIP options that do not fit together or are none, and names each', async () => {
    const client = api().as(await api().key());
    const refused = async (fields: object) => {
      const { body: problem } = await client.post('/trunks', { ...body(906), ...fields }).expect(422);
      return problem.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await refused({ outboundProxy: 'sip:a.example;transport=tls', sessionMinExpires: 1900 })).toEqual([
      '/outboundProxy',
      '/sessionMinExpires',
    ]);
    const wrong = { outboundProxy: 'sip:a\r\n[x]', dtmfMode: 'rfc2833', jitterBufferMs: 5, optionsInterval: 3 };
    expect((await refused(wrong)).toSorted()).toEqual(
      Object.keys(wrong)
        .map((name) => `/${name}`)
        .toSorted(),
    );
    const raw = (object: string, option: string, value: string) => ({ object, option, value });
    const pjsipOptions = [raw('aor', 'support_path', 'yes'), raw('endpoint', 'rtp_keepalive', 'a\n[x]')];
    expect(await refused({ pjsipOptions })).toEqual(['/pjsipOptions/1/value']);
    expect(await refused({ pjsipOptions: [raw('endpoint', 'context', 'x')] })).toEqual(['/pjsipOptions/0/option']);
    const { id } = (await client.post('/trunks', body(906)).expect(201)).body;
    const patched = await client.patch(`/trunks/${id}`, { sessionExpires: 90, transport: 'tcp' }).expect(200);
    expect(patched.body).toMatchObject({ dtmfMode: 'auto', sessionExpires: 90, sessionMinExpires: 90 });
    await client.patch(`/trunks/${id}`, { sessionMinExpires: 91 }).expect(422);
    await client.patch(`/trunks/${id}`, { outboundProxy: 'sip:a.example;transport=tcp;lr' }).expect(200);
    await client.patch(`/trunks/${id}`, { transport: 'udp' }).expect(422);
  });

  it('cannot be deleted while a route uses it, and the refusal names the route', async () => {
    const client = api().as(await api().key());
    const trunk = await client.post('/trunks', body(902)).expect(201);
    const route = { name: 'Abroad', patterns: [{ match: '00.' }], trunkIds: [trunk.body.id] };
    const { id } = (await client.post('/outbound-routes', route).expect(201)).body;
    const refused = await client.delete(`/trunks/${trunk.body.id}`).expect(409);
    expect(refused.body).toMatchObject({ code: 'in_use', detail: 'Used by outbound route Abroad.' });
    await client.delete(`/outbound-routes/${id}`).expect(200);
    await client.delete(`/trunks/${trunk.body.id}`).expect(200);
  });

  it('shows the state that Asterisk told last, and disabled when it is disabled', async () => {
    const client = api().as(await api().key());
    const { id } = (await client.post('/trunks', body(903)).expect(201)).body;
    const state = {
      status: 'rejected',
      reason: 'Wrong password.',
      since: null,
      code: 'credentials_refused',
      advice: null,
      sipCode: 401,
      nextRetryAt: null,
    };
    await database.ds.query(`INSERT INTO resource_states VALUES ('trunk', $1, $2, now())`, [id, state]);
    expect((await client.get(`/trunks/${id}`)).body.state).toEqual(state);
    expect((await client.patch(`/trunks/${id}`, { enabled: false })).body.state.status).toBe('disabled');
  });
});
