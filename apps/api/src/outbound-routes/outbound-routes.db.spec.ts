import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
let trunkId = '';
beforeAll(async () => {
  const trunk = { name: 'Carrier', host: '192.0.2.10', auth: 'ip' };
  trunkId = (
    await api()
      .as(await api().key())
      .post('/trunks', trunk)
      .expect(201)
  ).body.id;
});
const body = (n: number) => ({
  name: `Route ${n}`,
  position: 1000 - n,
  patterns: [{ match: '00.', strip: 2, prepend: '+' }],
  trunkIds: [trunkId],
});

describe('outbound routes', () => {
  resourceChecklist(api, {
    path: '/outbound-routes',
    body,
    patch: { position: 7, patterns: [{ match: '0X.', strip: 1, prepend: '' }] },
    wrong: { change: { patterns: [{ match: '00.' }, { match: '0;exten' }] }, pointer: '/patterns/1/match' },
    unique: 'name',
    required: 'trunkIds',
  });

  it('refuses a trunk that does not exist, by its place in the list', async () => {
    const client = api().as(await api().key());
    const trunkIds = [trunkId, '0190a000-0000-7000-8000-000000000000'];
    const refused = await client.post('/outbound-routes', { ...body(900), trunkIds }).expect(422);
    expect(refused.body.errors).toEqual([{ pointer: '/trunkIds/1', message: 'is not the id of a trunk' }]);
  });

  it.each([
    ['12', 2],
    ['0[2-9]', 3],
    ['00.', 3],
  ])('refuses a pattern that leaves nothing of a number: %s, stripped of %i', async (match, strip) => {
    const client = api().as(await api().key());
    const before = (await client.get('/outbound-routes')).body;
    const patterns = [
      { match: '9.', strip: 1 },
      { match, strip },
    ];
    const refused = await client.post('/outbound-routes', { ...body(901), patterns }).expect(422);
    const message = 'must leave at least one character, unless something is put before it';
    expect(refused.body.errors).toEqual([{ pointer: '/patterns/1/strip', message }]);
    expect((await client.get('/outbound-routes')).body).toEqual(before);
  });

  it('take one that puts another number in its place', async () => {
    const client = api().as(await api().key());
    const patterns = [{ match: '0', strip: 1, prepend: '+15550100001' }];
    await client.post('/outbound-routes', { ...body(902), patterns }).expect(201);
  });

  it('are listed in the order in which they are tried', async () => {
    const client = api().as(await api().key());
    const { items } = (await client.get('/outbound-routes?limit=200')).body;
    const positions = items.map(({ position }: { position: number }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });
});
