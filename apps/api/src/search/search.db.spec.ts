import { type Permission, permissionSchema, searchResultsSchema } from '@trunkline/contracts';
import { upsertCallRecords } from '@trunkline/persistence';
import { aNumber, anExtension, aTrunk, testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { password } from '../spec/api-under-test.js';
import { aCallRecord } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const record = aCallRecord({ from: '1001', fromName: 'Ada', to: '+4930123456', toE164: '+4930123456' });
const ids: Record<string, string> = {};

const search = async (query: string, permissions: readonly Permission[] = permissionSchema.options) => {
  const answer = await api()
    .as(await api().key(permissions))
    .get(`/search?${query}`)
    .expect(200);
  return searchResultsSchema.parse(answer.body);
};

describe('the search', () => {
  beforeAll(async () => {
    const client = api().as(await api().key());
    const make = async (path: string, body: object): Promise<string> =>
      (await client.post(path, body).expect(201)).body.id;
    ids.trunk = await make('/trunks', aTrunk({ name: 'Ada Telecom' }));
    ids.extension = await make('/extensions', anExtension({ number: '1001', name: 'Ada Winter' }));
    ids.number = await make('/numbers', aNumber({ number: '+15550200001', label: 'Ada at home' }));
    const route = { name: 'Ada abroad', patterns: [{ match: '+X.' }], trunkIds: [ids.trunk] };
    ids.route = await make('/outbound-routes', route);
    const group = { name: 'Ada and her staff', number: '6001', members: [ids.extension] };
    ids.group = await make('/ring-groups', group);
    const certificate = { name: 'Ada PBX', selfSigned: { names: ['pbx.example.org'] } };
    ids.certificate = await make('/certificates', certificate);
    ids.schedule = await make('/schedules', { name: 'Ada is there', timezone: 'Europe/Berlin' });
    const numbers = [{ type: 'range', from: '+4930100', to: '+4930199' }];
    ids.inbound = await make('/inbound-routes', { name: 'Ada first', numbers });
    ids.user = await make('/users', { username: 'ada', password, role: 'viewer' });
    const webhook = { url: 'https://example.com/hook', description: 'For Ada', events: ['call.ended'] };
    ids.webhook = await make('/webhooks', webhook);
    await database.ds.transaction((manager) => upsertCallRecords(manager, [{ record }]));
  });

  it('finds each kind of thing by its name, with what explains it', async () => {
    expect(await search('q=ada')).toEqual({
      extensions: [{ id: ids.extension, title: '1001', subtitle: 'Ada Winter' }],
      trunks: [{ id: ids.trunk, title: 'Ada Telecom', subtitle: expect.any(String) }],
      numbers: [{ id: ids.number, title: '+15550200001', subtitle: 'Ada at home' }],
      outboundRoutes: [{ id: ids.route, title: 'Ada abroad', subtitle: '+X.' }],
      ringGroups: [{ id: ids.group, title: 'Ada and her staff', subtitle: '6001' }],
      certificates: [{ id: ids.certificate, title: 'Ada PBX', subtitle: null }],
      schedules: [{ id: ids.schedule, title: 'Ada is there', subtitle: 'Europe/Berlin' }],
      inboundRoutes: [{ id: ids.inbound, title: 'Ada first', subtitle: '+4930100 - +4930199' }],
      users: [{ id: ids.user, title: 'ada', subtitle: 'viewer' }],
      webhooks: [{ id: ids.webhook, title: 'https://example.com/hook', subtitle: 'For Ada' }],
      callRecords: [],
      incomplete: false,
    });
  });

  it.each([record.id, record.id.toUpperCase(), record.linkedid, '1001', '+49 (30) 123', '+4930'])(
    'finds a call by %s',
    async (q) => {
      const { callRecords } = await search(`q=${encodeURIComponent(q)}`);
      const { id, direction, disposition, startedAt } = record;
      const hit = { id, title: '1001 → +4930123456', subtitle: 'Ada', direction, disposition, startedAt };
      expect(callRecords).toEqual([hit]);
    },
  );

  it.each<{ permission: Permission; kinds: string[] }>([
    {
      permission: 'config:read',
      kinds: [
        ...['extensions', 'trunks', 'numbers', 'outboundRoutes', 'ringGroups', 'certificates'],
        ...['schedules', 'inboundRoutes'],
      ],
    },
    { permission: 'records:read', kinds: ['callRecords'] },
    { permission: 'access:manage', kinds: ['users'] },
    { permission: 'webhooks:manage', kinds: ['webhooks'] },
    { permission: 'calls:read', kinds: [] },
  ])('shows who has $permission alone no more than that', async ({ permission, kinds }) => {
    const { incomplete: _, ...found } = await search('q=ada', [permission]);
    expect(Object.keys(found).filter((kind) => found[kind as keyof typeof found] !== null)).toEqual(kinds);
  });

  it.each([
    ['', '?q'],
    ['q=', '?q'],
    ['q=%20%20', '?q'],
    [`q=${'x'.repeat(101)}`, '?q'],
    ['q=a%00b', '?q'],
    ['q=a&q=b', '?q'],
    ['q=a&limit=21', '?limit'],
    ['q=a&kind=users', '?kind'],
  ])('refuses %s and names the field', async (query, pointer) => {
    const answer = await api()
      .as(await api().key())
      .get(`/search?${query}`)
      .expect(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  it('takes what LIKE, SQL and JSON give a meaning for what it is', async () => {
    for (const q of ['%', '%_', "'; DROP TABLE users; --", '\\', '{a}', '$1']) {
      const found = await search(`q=${encodeURIComponent(q)}`);
      expect([q, Object.values(found).flat().filter(Boolean)]).toEqual([q, []]);
    }
  });
});
