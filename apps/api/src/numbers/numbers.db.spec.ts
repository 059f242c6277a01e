import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const body = (n: number) => ({ number: `+1555020${String(n).padStart(4, '0')}` });

describe('numbers', () => {
  resourceChecklist(api, {
    path: '/numbers',
    body,
    patch: { label: 'Reception', enabled: false },
    wrong: { change: { label: ' x' }, pointer: '/label' },
    unique: 'number',
    required: 'number',
  });

  it('is not sent again to who has it', async () => {
    const client = api().as(await api().key());
    const { id } = (await client.post('/numbers', { number: '+15550777001' }).expect(201)).body;
    const etag = (await client.get(`/numbers/${id}`).expect(200)).headers.etag ?? '';
    const same = await client.get(`/numbers/${id}`).set('if-none-match', etag).expect(304);
    expect([same.text, same.headers.etag]).toEqual(['', etag]);
    await client.patch(`/numbers/${id}`, { enabled: false }).expect(200);
    expect((await client.get(`/numbers/${id}`).set('if-none-match', etag).expect(200)).body.enabled).toBe(false);
  });

  it('leads to an extension that exists, and to none after a patch with null', async () => {
    const client = api().as(await api().key());
    const destination = (extensionId: string) => ({ destination: { type: 'extension', extensionId } });
    const { id: extensionId } = (await client.post('/extensions', { number: '1001', name: 'Ada' }).expect(201)).body;
    const nobody = destination('0190a000-0000-7000-8000-000000000000');
    const refused = await client.post('/numbers', { ...body(900), ...nobody }).expect(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/destination/extensionId', message: 'is not the id of an extension' },
    ]);
    const made = await client.post('/numbers', { ...body(900), ...destination(extensionId) }).expect(201);
    expect(made.body.destination).toEqual(destination(extensionId).destination);
    await client.patch(`/numbers/${made.body.id}`, nobody).expect(422);
    expect(
      (await client.patch(`/numbers/${made.body.id}`, { destination: null }).expect(200)).body.destination,
    ).toBeNull();
  });
});
