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

  it('say how their carrier writes numbers, which a patch changes by what it names', async () => {
    const client = api().as(await api().key());
    const made = (await client.post('/trunks', { ...body(904), numbering: { countryCode: '49' } }).expect(201)).body;
    const asTheyAre = { nationalPrefix: '', internationalPrefix: '00', out: 'as_dialled', in: 'as_sent' };
    expect(made.numbering).toEqual({ countryCode: '49', ...asTheyAre });
    const path = `/trunks/${made.id}`;
    const changed = await client.patch(path, { numbering: { nationalPrefix: '0', out: 'national' } }).expect(200);
    expect(changed.body.numbering).toEqual({ countryCode: '49', ...asTheyAre, nationalPrefix: '0', out: 'national' });
    const refused = await client.patch(path, { numbering: { countryCode: '0', nationalPrefix: '00' } }).expect(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/numbering/countryCode', message: 'must be 1 to 3 digits, the first of them not 0' },
    ]);
    const same = await client.patch(path, { numbering: { nationalPrefix: '00' } }).expect(422);
    expect(same.body.errors).toEqual([
      { pointer: '/numbering/internationalPrefix', message: 'must not be the national prefix' },
    ]);
    expect((await client.patch(path, { numbering: null }).expect(200)).body.numbering).toBeNull();
    const missing = await client.patch(path, { numbering: { out: 'e164' } }).expect(422);
    expect(missing.body.errors).toEqual([{ pointer: '/numbering/countryCode', message: 'is required' }]);
  });

  it('are refused where calls of another one come from too, naming field and trunk, unless a header tells them', async () => {
    const client = api().as(await api().key());
    const { username: _u, password: _p, ...bare } = { ...body(905), auth: 'ip' };
    const known = {
      name: 'edge.example.net',
      addresses: [{ address: '198.51.100.9', seenAt: '2026-11-27T08:00:00Z' }],
    };
    await database.ds.manager.insert('resolved_names', { ...known, askedAt: new Date() });
    const sources = { host: '198.51.100.1', sourceAddresses: ['198.51.101.0/24', 'Edge.example.net'] };
    const { id } = (await client.post('/trunks', { ...bare, ...sources }).expect(201)).body;
    const other = { ...bare, name: 'Carrier 907', host: '203.0.113.80' };
    const refused = await client.post('/trunks', { ...other, sourceAddresses: ['198.51.101.7'] }).expect(422);
    expect(refused.body.errors).toEqual([
      {
        pointer: '/sourceAddresses/0',
        message: 'is an address of trunk Carrier 905 too: without a header their calls cannot be told apart',
      },
    ]);
    const byName = await client.post('/trunks', { ...other, host: '198.51.100.9' }).expect(422);
    expect(byName.body.errors[0].pointer).toBe('/host');
    const told = { ...other, host: '198.51.100.9', identifyHeader: 'X-Account: 4711' };
    const made = (await client.post('/trunks', told).expect(201)).body;
    expect(made.identifyHeader).toBe('X-Account: 4711');
    await client.patch(`/trunks/${made.id}`, { identifyHeader: null }).expect(422);
    await client.patch(`/trunks/${made.id}`, { identifyHeader: null, enabled: false }).expect(200);
    await client.patch(`/trunks/${made.id}`, { enabled: true }).expect(422);
    await client.delete(`/trunks/${id}`).expect(200);
    const { revision } = (await client.patch(`/trunks/${made.id}`, { enabled: true }).expect(200)).body;
    await client.post(`/trunks/${id}/restore`).expect(422);
    await client.post(`/config-revisions/${revision - 1}/rollback`).expect(409);
  });

  it('take what their way to know each other needs, and no more', async () => {
    const client = api().as(await api().key());
    const wrong = async (fields: object) => {
      const { body: problem } = await client.post('/trunks', { name: 'Carrier 909', ...fields }).expect(422);
      return problem.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await wrong({})).toEqual(['/host', '/username', '/password']);
    expect(await wrong({ auth: 'ip' })).toEqual(['/host']);
    expect(await wrong({ auth: 'digest', host: 'sip.example.net' })).toEqual(['/username', '/password']);
    expect(await wrong({ auth: 'peer_registers', host: 'sip.example.net', outboundProxy: 'sip:192.0.2.8' })).toEqual([
      ...['/password', '/host', '/outboundProxy'],
    ]);
    const peer = { name: 'Branch', auth: 'peer_registers', password: 'p', sourceAddresses: ['192.0.2.0/24'] };
    const { body: made } = await client.post('/trunks', peer).expect(201);
    expect(made).toMatchObject({ host: null, username: null, hasPassword: true, sourceAddresses: ['192.0.2.0/24'] });
    const host = { auth: 'digest', host: 'sip.example.net', username: 'u' };
    await client.patch(`/trunks/${made.id}`, host).expect(200);
    await client.patch(`/trunks/${made.id}`, { host: null }).expect(422);
  });

  it('keep the passwords of callers sealed, and by user name where a change names none', async () => {
    const client = api().as(await api().key());
    const credentials = (...names: string[]) =>
      names.map((username) => ({ username, password: `secret-of-${username}` }));
    const given = { ...body(910), inboundCredentials: credentials('one', 'two') };
    const made = await client.post('/trunks', given).expect(201);
    const path = `/trunks/${made.body.id}`;
    const passwords = async () => {
      const { inboundCredentials } = await database.ds.manager.findOneByOrFail(TrunkEntity, { id: made.body.id });
      const cipher = new SecretCipher(Buffer.alloc(32, 1));
      return inboundCredentials.map(({ passwordSealed }) => cipher.open(passwordSealed));
    };
    expect(made.body.inboundCredentials).toEqual([{ username: 'one' }, { username: 'two' }]);
    const kept = [{ username: 'two' }, { username: 'three', password: 'another' }];
    const changed = await client.patch(path, { inboundCredentials: kept }).expect(200);
    expect(await passwords()).toEqual(['secret-of-two', 'another']);
    const audit = await client.get(`/audit-log?search=${made.body.id}`).expect(200);
    const diff = await client.get(`/config-revisions/${changed.body.revision}/diff`).expect(200);
    for (const answer of [made, changed, audit, diff]) expect(answer.text).not.toMatch(/secret-of|another|v1:/);
    expect(audit.text).toContain('(changed)');
    expect(diff.text).toContain('username = three');
    const unknown = await client.patch(path, { inboundCredentials: [{ username: 'four' }] }).expect(422);
    expect(unknown.body.errors[0].pointer).toBe('/inboundCredentials/0/password');
    const twice = await client.patch(path, { inboundCredentials: credentials('five', 'five') }).expect(422);
    expect(twice.body.errors[0].pointer).toBe('/inboundCredentials/1/username');
  });

  it('are refused with sources of calls that are none', async () => {
    const client = api().as(await api().key());
    const wrong = ['10.0.0.0/7', '300.1.2.3', '10.0.0.1:5060', 'a b', '2001:db8::/8', '192.0.2.1', '192.0.2.1'];
    const { body: problem } = await client.post('/trunks', { ...body(908), sourceAddresses: wrong }).expect(422);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      [0, 1, 2, 3, 4, 6].map((place) => `/sourceAddresses/${place}`),
    );
    const header = await client.post('/trunks', { ...body(908), identifyHeader: 'X: /.*/' }).expect(422);
    expect(header.body.errors[0].pointer).toBe('/identifyHeader');
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

  it('have the port of their transport, or with null none, which a host that is an address needs', async () => {
    const client = api().as(await api().key());
    const made = async (fields: object) => (await client.post('/trunks', fields).expect(201)).body;
    expect(await made({ ...body(930), transport: 'tls' })).toMatchObject({ port: 5061 });
    const { id, port } = await made({ ...body(931), host: 'srv.example.net', port: null });
    expect(port).toBeNull();
    const pointers = async (fields: object) => {
      const { body: problem } = await client.patch(`/trunks/${id}`, fields).expect(422);
      return problem.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await pointers({ host: '192.0.2.7' })).toEqual(['/port']);
    expect(await pointers({ gateways: [{ host: '[2001:db8::7]', port: null }] })).toEqual(['/gateways/0/port']);
    const gateways = [{ host: 'out.example.net', port: null }, { host: 'out.example.net' }];
    const { body: patched } = await client.patch(`/trunks/${id}`, { gateways }).expect(200);
    expect(patched.gateways).toMatchObject([{ port: null }, { port: 5060 }]);
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
