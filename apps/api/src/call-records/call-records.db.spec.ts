import type { CallRecord } from '@trunkline/contracts';
import { upsertCallRecords } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCallRecord } from '../spec/builders.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const api = startedApi(database);
const day = (n: number) => ({ startedAt: `2026-01-0${n}T10:00:00.000Z`, endedAt: `2026-01-0${n}T10:01:00.000Z` });
const records: CallRecord[] = [
  aCallRecord({ ...day(1), disposition: 'busy', answeredAt: null, from: '1003' }),
  aCallRecord({ ...day(2), direction: 'inbound', from: '+15550109999', fromName: '100% "Grace" <x>' }),
  aCallRecord({ ...day(3), trunkId: '0190a000-0000-7000-8000-000000000001', trunkName: 'Carrier' }),
  aCallRecord({ ...day(4) }),
];

describe('call records', () => {
  beforeAll(async () => {
    await database.ds.transaction((manager) =>
      upsertCallRecords(
        manager,
        records.map((record) => ({ record })),
      ),
    );
  });
  const list = async (query = '') =>
    (
      await api()
        .as(await api().key(['records:read']))
        .get(`/call-records${query}`)
        .expect(200)
    ).body;
  const found = async (query: string) =>
    (await list(query)).items.map((item: CallRecord) => records.findIndex(({ id }) => id === item.id) + 1);

  it('are read as they were written', async () => {
    const client = api().as(await api().key(['records:read']));
    for (const record of records)
      expect((await client.get(`/call-records/${record.id}`).expect(200)).body).toEqual(record);
    await client.get('/call-records/0190a000-0000-7000-8000-000000000000').expect(404);
  });

  it('are listed newest first, page by page', async () => {
    const first = await list('?limit=3');
    const second = await list(`?limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(records.toReversed());
    expect(second.nextCursor).toBeNull();
  });

  it('are found by direction, disposition, trunk, time, and part of a number or name', async () => {
    expect(await found('?direction=inbound')).toEqual([2]);
    expect(await found('?disposition=busy')).toEqual([1]);
    expect(await found('?trunkId=0190a000-0000-7000-8000-000000000001')).toEqual([3]);
    expect(await found('?from=2026-01-02T10:00:00Z&to=2026-01-04T10:00:00Z')).toEqual([3, 2]);
    expect(await found('?search=grace')).toEqual([2]);
    expect(await found('?search=100%25')).toEqual([2]);
    expect(await found('?search=01099')).toEqual([2]);
    expect(await found("?search=';DROP TABLE call_records;--")).toEqual([]);
  });

  it('refuse a filter they do not know, by name', async () => {
    const client = api().as(await api().key());
    const refused = await client.get('/call-records?direction=up&colour=red&trunkId=1&from=now').expect(422);
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort();
    expect(pointers).toEqual(['?colour', '?direction', '?from', '?trunkId']);
  });

  it('need records:read', async () => {
    const client = api().as(await api().key(['calls:read', 'config:read', 'config:write']));
    await client.get('/call-records').expect(403);
    await client.get(`/call-records/${records[0]?.id}`).expect(403);
  });
});
