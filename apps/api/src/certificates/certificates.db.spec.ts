import { generateKeyPairSync } from 'node:crypto';
import { CertificateEntity, certificateKeyPurpose, Nodes, SecretCipher } from '@trunkline/persistence';
import { type MadeCertificate, makeCertificate } from '@trunkline/platform';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { aNodeStatus } from '../spec/builders.js';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';
import { weakCertificate } from './weak-certificate.fixture.js';

const database = testDatabase();
const api = startedApi(database);
const day = (n: number) => new Date(Date.now() + n * 86_400_000);
const within = { notBefore: day(-1), notAfter: day(60) };

/** Filled in before it is used: certificates are made at run time. */
const patch = { pem: '' };
let authority: MadeCertificate;
let server: MadeCertificate;
let other: MadeCertificate;
let expired: MadeCertificate;

beforeAll(async () => {
  authority = await makeCertificate({ subject: 'Authority', ...within });
  patch.pem = (await makeCertificate({ subject: 'Another authority', ...within })).pem;
  const issued = { subject: 'pbx', names: ['pbx.example.org', '192.0.2.7'], issuer: authority };
  server = await makeCertificate({ ...issued, ...within });
  other = await makeCertificate({ ...issued, ...within });
  expired = await makeCertificate({ ...issued, notBefore: day(-10), notAfter: day(-3) });
});

describe('certificates', () => {
  resourceChecklist(api, {
    path: '/certificates',
    body: (n) => ({ name: `Authority ${n}`, kind: 'authority', pem: authority.pem }),
    patch,
    derived: ['fingerprint', 'subject', 'issuer', 'notBefore', 'notAfter'],
    wrong: { change: { kind: 'root' }, pointer: '/kind' },
    canBeDisabled: false,
    unique: 'name',
    required: 'name',
  });

  it('shows what a certificate says, and stores its key sealed', async () => {
    const client = api().as(await api().key());
    const chain = `text before\n${server.pem}${authority.pem}`;
    const made = await client
      .post('/certificates', { name: 'Chain', pem: chain, privateKey: server.privateKey })
      .expect(201);
    expect(made.body).toMatchObject({
      kind: 'node',
      hasPrivateKey: true,
      subject: 'CN=pbx',
      issuer: 'CN=Authority',
      names: ['pbx.example.org', '192.0.2.7'],
      ...{ selfIssued: false, chainLength: 2, keyType: 'EC P-256', status: 'valid', daysLeft: 59, inUse: false },
    });
    expect(made.body.pem).toBe(`${server.pem.trim()}\n${authority.pem.trim()}\n`);
    expect(made.body.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const secret = server.privateKey.split('\n')[1] ?? 'no key';
    const revision = await client.get(`/config-revisions/${made.body.revision}`);
    const diff = await client.get(`/config-revisions/${made.body.revision}/diff`);
    for (const answer of [made, revision, diff]) expect(answer.text).not.toContain(secret);
    expect(api().log.join()).not.toContain(secret);
    const row = await database.ds.manager.findOneByOrFail(CertificateEntity, { id: made.body.id });
    const opened = new SecretCipher(Buffer.alloc(32, 1)).open(row.privateKeySealed ?? '', certificateKeyPurpose);
    expect(opened).toContain(secret);
  });

  it.each<[string, () => object, string, RegExp]>([
    ['no certificate at all', () => ({}), '/pem', /required, or selfSigned/],
    ['text that is not PEM', () => ({ pem: 'x', privateKey: server.privateKey }), '/pem', /must be PEM/],
    [
      'PEM of nothing',
      () => ({ pem: server.pem.replace(/MII/, 'AAA'), privateKey: server.privateKey }),
      '/pem',
      /read/,
    ],
    ['a key among certificates', () => ({ pem: server.privateKey + server.pem }), '/pem', /must not contain a private/],
    ['no key', () => ({ pem: server.pem }), '/privateKey', /required/],
    ['the key of another', () => ({ pem: server.pem, privateKey: other.privateKey }), '/privateKey', /not the key/],
    ['a key that is none', () => ({ pem: server.pem, privateKey: server.pem }), '/privateKey', /must be PEM/],
    ['an encrypted key', () => ({ pem: server.pem, privateKey: encryptedKey() }), '/privateKey', /is encrypted/],
    [
      'an expired one',
      () => ({ pem: expired.pem, privateKey: expired.privateKey }),
      '/pem',
      /that expired on .*: number 1/,
    ],
    [
      'a chain out of order',
      () => withKey(server.pem + other.pem),
      '/pem',
      /certificate 2 did not issue certificate 1/,
    ],
    ['an authority as its own', () => withKey(authority.pem), '/pem', /begins with the certificate of an authority/],
    [
      'a server as an authority',
      () => ({ kind: 'authority', pem: server.pem }),
      '/pem',
      /is not that of an authority: number 1/,
    ],
    ['an authority with a key', () => ({ ...withKey(authority.pem), kind: 'authority' }), '/privateKey', /must not be/],
    ['a weak key', () => ({ ...weakCertificate }), '/pem', /key of 1024 bits, where 2048 are/],
    ['both kinds of giving one', () => ({ pem: server.pem, selfSigned: { names: ['a'] } }), '/pem', /must stand alone/],
    ['a name that is none', () => ({ selfSigned: { names: ['a b'] } }), '/selfSigned/names/0', /must be|Invalid/],
  ])('given %s, then the field and the rule are named and nothing changes', async (_, given, pointer, message) => {
    const client = api().as(await api().key());
    const count = await database.ds.manager.count(CertificateEntity);
    const refused = await client.post('/certificates', { name: 'Refused', ...given() }).expect(422);
    const found = refused.body.errors.find((error: { pointer: string }) => error.pointer === pointer);
    expect(found?.message, JSON.stringify(refused.body.errors)).toMatch(message);
    expect(await database.ds.manager.count(CertificateEntity)).toBe(count);
  });

  it('is chosen in the settings, cannot be deleted then, and is renewed in its place', async () => {
    const client = api().as(await api().key());
    // Where the transports are is known from the node.
    await Nodes.beat(database.ds, 'node-1', aNodeStatus());
    const body = { name: 'Shown', selfSigned: { names: ['pbx.example.org'], days: 20 } };
    const { id, fingerprint } = (await client.post('/certificates', body).expect(201)).body;
    const trusted = (await client.post('/certificates', { name: 'CA', kind: 'authority', pem: authority.pem })).body;
    const wrong = await client.patch('/settings', { tlsCertificateId: trusted.id }).expect(422);
    expect(wrong.body.errors[0].pointer).toBe('/tlsCertificateId');
    await client.patch('/settings', { tlsCertificateId: id }).expect(200);
    const refused = await client.delete(`/certificates/${id}`).expect(409);
    expect(refused.body).toMatchObject({ code: 'in_use', detail: 'Used by settings of the node.' });
    const read = (await client.get(`/certificates/${id}`)).body;
    expect(read).toMatchObject({ inUse: true, status: 'expiring', daysLeft: 19 });
    const health = (await client.get('/system/health')).body;
    const told = { state: 'warning', code: 'certificate_expiring', values: { name: 'Shown', days: 19 } };
    expect(health.items.find(({ check }: { check: string }) => check === 'certificates')).toMatchObject(told);

    const renewed = (await client.patch(`/certificates/${id}`, { selfSigned: { names: ['pbx.example.org'] } })).body;
    expect(renewed).toMatchObject({ id, inUse: true, status: 'valid' });
    expect(renewed.fingerprint).not.toBe(fingerprint);
    const diff = await client.get(`/config-revisions/${renewed.revision}/diff`).expect(200);
    const key = diff.body.files.find(({ file }: { file: string }) => file === 'tls_key.pem');
    expect(key.unified).toContain('•••• (changed)');
    const back = await client.post(`/config-revisions/${renewed.revision}/rollback`, {}).expect(201);
    expect((await client.get(`/certificates/${id}`)).body).toMatchObject({ fingerprint, revision: back.body.number });
    await client.patch('/settings', { tlsCertificateId: null }).expect(200);
    await client.delete(`/certificates/${id}`).expect(200);
  });
});

const withKey = (pem: string) => ({ pem, privateKey: server.privateKey });

function encryptedKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
}
