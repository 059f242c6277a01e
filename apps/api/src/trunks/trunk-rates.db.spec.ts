import type { OutboundRouteCreate } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const client = async () => api().as(await api().key());
let made = 0;
let [first, second] = ['', ''];
const trunk = async (): Promise<string> => {
  made += 1;
  const body = { name: `Carrier ${made}`, host: `192.0.2.${made}`, auth: 'ip' };
  return (await (await client()).post('/trunks', body).expect(201)).body.id;
};
beforeEach(async () => {
  first = await trunk();
  second = await trunk();
});
const rates = (...all: [string, string][]) => all.map(([prefix, price]) => ({ prefix, price, name: null }));
const path = (id: string) => `/trunks/${id}/rates`;
const put = async (method: 'put' | 'delete', id: string, body?: object) => {
  const sent = request(api().url)[method](`/api/v1${path(id)}`);
  return sent.set('authorization', `Bearer ${await api().key()}`).send(body);
};
const upload = async (id: string, file: string, query = '?currency=EUR') =>
  request(api().url)
    .put(`/api/v1${path(id)}${query}`)
    .set('authorization', `Bearer ${await api().key()}`)
    .set('content-type', 'text/csv')
    .send(file);
const comparing = (name: string, more: Partial<OutboundRouteCreate> = {}) => ({
  ...{ name, patterns: [{ match: '00.', strip: 2, prepend: '+' }], trunkIds: [first, second], order: 'least_cost' },
  ...more,
});
const revision = async (): Promise<number> =>
  (await (await client()).get('/config-revisions?limit=1')).body.items[0].number;

describe('the rates of a trunk', () => {
  it('are replaced whole, told by the trunk, listed by prefix in pages, and deleted', async () => {
    const all = await client();
    expect((await all.get(path(first)).expect(200)).body).toEqual({ items: [], nextCursor: null });
    await put('put', first, { currency: 'EUR', rates: rates(['1', '9']) });
    const changed = await put('put', first, {
      currency: 'EUR',
      rates: rates(['4930', '0.01'], ['33', '0.5'], ['49', '0.0123456'.slice(0, 8)]),
    });
    expect([changed.status, changed.body.rates]).toEqual([200, { currency: 'EUR', count: 3 }]);
    expect(changed.headers.etag).toBe(`"${changed.body.revision}"`);
    const page = (await all.get(`${path(first)}?limit=2`).expect(200)).body;
    expect(page.items).toEqual(rates(['33', '0.5000'], ['49', '0.012345']));
    const rest = (await all.get(`${path(first)}?limit=2&cursor=${page.nextCursor}`).expect(200)).body;
    expect(rest).toEqual({ items: rates(['4930', '0.0100']), nextCursor: null });
    expect((await all.get(`${path(first)}?prefix=49`)).body.items).toHaveLength(2);
    expect((await all.get(`${path(first)}?number=%2B49307`)).body.items).toEqual(rates(['4930', '0.0100']));
    expect((await all.get(`${path(first)}?number=7`)).body.items).toEqual([]);
    const before = await revision();
    await put('put', first, { currency: 'EUR', rates: rates(['33', '0.50'], ['4930', '0.010'], ['49', '0.012345']) });
    expect(await revision()).toBe(before);
    const gone = await put('delete', first);
    expect([gone.status, gone.body.rates]).toEqual([200, null]);
    await all.post(`/config-revisions/${await revision()}/rollback`).expect(201);
    expect((await all.get(path(first))).body.items).toHaveLength(3);
  });

  it('are read from the file of a carrier, and nothing of it is taken when a line is wrong', async () => {
    const file = '\uFEFFPrefix;Price;Name\r\n+49;0,0123;"Germany; all"\r\n\r\n4930;"0,01";Berlin\r\n';
    expect((await upload(first, file)).body.rates).toEqual({ currency: 'EUR', count: 2 });
    const listed = (await (await client()).get(path(first))).body.items;
    expect(listed[0]).toEqual({ prefix: '49', price: '0.0123', name: 'Germany; all' });
    const before = await revision();
    const refused = await upload(first, 'prefix,price\n49,0.01\n0049,1\n49,x\n33\n');
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      ...['/lines/3/prefix', '/lines/4/price', '/lines/5'],
    ]);
    expect((await upload(first, '49,0.01', '')).body.errors).toEqual([
      { pointer: '/currency', message: 'is required' },
    ]);
    expect((await upload(first, `49,0.01,${'x'.repeat(2_000_001)}`)).status).toBe(413);
    expect(await revision()).toBe(before);
  });

  it('are not compared with those of another currency, whichever of trunk and route comes later', async () => {
    const all = await client();
    await put('put', first, { currency: 'EUR', rates: rates(['49', '0.01']) });
    await put('put', second, { currency: 'USD', rates: rates(['49', '0.01']) });
    const refused = await all.post('/outbound-routes', comparing('In two currencies')).expect(422);
    expect(refused.body.errors).toEqual([
      {
        pointer: '/trunkIds/1',
        message: `has its prices in USD, and Carrier ${made - 1} in EUR: they cannot be compared`,
      },
    ]);
    await all.post('/outbound-routes', comparing('As listed', { order: 'listed' })).expect(201);
    await put('delete', second);
    await all.post('/outbound-routes', comparing('In one')).expect(201);
    const late = await put('put', second, { currency: 'USD', rates: rates(['49', '0.01']) });
    expect(late.body.errors).toEqual([
      {
        pointer: '/currency',
        message: `must be EUR, as that of trunk Carrier ${made - 1}: route In one compares their prices`,
      },
    ]);
    // What was deleted came from when there was no such route.
    await all.post(`/config-revisions/${(await revision()) - 1}/rollback`).expect(409);
  });

  it('do not matter to emergency calls', async () => {
    const emergency = comparing('Emergency', { emergency: true, patterns: [{ match: '112', strip: 0, prepend: '' }] });
    const refused = await (await client()).post('/outbound-routes', emergency).expect(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/order']);
  });
});
