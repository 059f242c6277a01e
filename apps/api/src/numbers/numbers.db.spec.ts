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

  it('takes a merge patch of its destination too', async () => {
    const client = api().as(await api().key());
    const extension = async (number: string) =>
      (await client.post('/extensions', { number, name: 'Ada' }).expect(201)).body.id as string;
    const [first, second] = [await extension('7101'), await extension('7102')];
    const { id } = (await client.post('/numbers', { number: '+15550777002' }).expect(201)).body;
    const patch = (body: object) =>
      client.patch(`/numbers/${id}`, body).set('content-type', 'application/merge-patch+json');
    const half = await patch({ destination: { extensionId: first } }).expect(422);
    expect(half.body.errors).toEqual([{ pointer: '/destination/type', message: 'is required' }]);
    await patch({ destination: { type: 'extension', extensionId: first } }).expect(200);
    const merged = await patch({ destination: { extensionId: second } }).expect(200);
    expect(merged.body.destination).toEqual({ type: 'extension', extensionId: second });
    expect((await patch({ destination: {} }).expect(200)).body.revision).toBe(merged.body.revision);
    expect((await patch({ destination: null }).expect(200)).body.destination).toBeNull();
    expect((await patch({ number: null }).expect(422)).body.errors[0].pointer).toBe('/number');
  });

  it('has a fallback beside a destination, which is merged, keeps what it leads to, and comes back with it', async () => {
    const client = api().as(await api().key());
    const extension = async (number: string) =>
      (await client.post('/extensions', { number, name: 'Ada' }).expect(201)).body.id as string;
    const [first, second] = [await extension('7201'), await extension('7202')];
    const destination = { type: 'extension', extensionId: first };
    const fields = { number: '+15550777003', destination, fallback: destination };
    const needless = { pointer: '/fallback', message: 'must be null without a destination that calls can be led to' };
    for (const nowhere of [null, { type: 'hangup', cause: 'busy' }]) {
      const refused = await client.post('/numbers', { ...fields, destination: nowhere }).expect(422);
      expect(refused.body.errors).toEqual([needless]);
    }
    const gone = { type: 'extension', extensionId: '0190a000-0000-7000-8000-000000000000' };
    expect((await client.post('/numbers', { ...fields, fallback: gone }).expect(422)).body.errors).toEqual([
      { pointer: '/fallback/extensionId', message: 'is not the id of an extension' },
    ]);
    const { id } = (await client.post('/numbers', fields).expect(201)).body;
    const merged = await client.patch(`/numbers/${id}`, { fallback: { extensionId: second } }).expect(200);
    expect(merged.body).toMatchObject({ destination, fallback: { type: 'extension', extensionId: second } });
    expect((await client.patch(`/numbers/${id}`, { destination: null }).expect(422)).body.errors).toEqual([needless]);
    expect((await client.delete(`/extensions/${second}`).expect(409)).body.detail).toBe('Used by number +15550777003.');
    await client.delete(`/numbers/${id}`).expect(200);
    await client.delete(`/extensions/${second}`).expect(200);
    expect((await client.post(`/numbers/${id}/restore`).expect(409)).body.errors[0].pointer).toBe(
      '/fallback/extensionId',
    );
    await client.post(`/extensions/${second}/restore`).expect(201);
    expect((await client.post(`/numbers/${id}/restore`).expect(201)).body.fallback.extensionId).toBe(second);
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
