import { makeWav, sineWave, testDatabase } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';
import { uploadAudio } from '../spec/upload-audio.js';

const api = startedApi(testDatabase());
const nobody = '0190a000-0000-7000-8000-000000000000';
const client = async () => api().as(await api().key());
const made = async (path: string, body: object): Promise<string> =>
  (await (await client()).post(path, body).expect(201)).body.id;

let audioId = '';
let otherId = '';
let extensionId = '';
beforeAll(async () => {
  const key = await api().key();
  const upload = async (frequency: number): Promise<string> =>
    (await uploadAudio(api(), key, makeWav(sineWave(frequency, 8000, 0.2), { rate: 8000 })).expect(201)).body.id;
  audioId = await upload(440);
  otherId = await upload(880);
  extensionId = await made('/extensions', { number: '2001', name: 'Ada' });
});

const body = (n: number) => ({ name: `Welcome ${n}`, audioId, next: { type: 'extension', extensionId } });
const plays = (announcementId: string) => ({ type: 'announcement', announcementId });
const rings = (ringGroupId: string) => ({ type: 'ring_group', ringGroupId });

describe('announcements', () => {
  resourceChecklist(api, {
    path: '/announcements',
    body,
    patch: { next: { type: 'hangup', cause: 'busy' } },
    wrong: { change: { next: { type: 'hangup', cause: 'x' } }, pointer: '/next/cause' },
    unique: 'name',
    required: 'audioId',
  });

  it('end the call unless they lead on, and tell what is played', async () => {
    const { body: answer } = await (await client()).post('/announcements', { name: 'Plain', audioId }).expect(201);
    expect(answer).toMatchObject({
      next: null,
      enabled: true,
      audio: { id: audioId, seconds: 0.2, format: 'wav', sampleRate: 8000, channels: 1 },
    });
    expect(answer.ref).toMatch(/^a_[a-z2-7]{10}$/);
  });

  it.each([
    ['audio that has no such id', { audioId: '../x' }, '/audioId'],
    ['audio that is not there', { audioId: 'f'.repeat(64) }, '/audioId'],
    ['an extension that is gone', { next: { type: 'extension', extensionId: nobody } }, '/next/extensionId'],
    ['an announcement that is gone', { next: plays(nobody) }, '/next/announcementId'],
    ['a destination of another type', { next: { type: 'queue' } }, '/next/type'],
  ])('are refused with %s', async (_, change, pointer) => {
    const before = (await (await client()).get('/config-revisions?limit=1')).body;
    const refused = await (await client()).post('/announcements', { ...body(900), ...change }).expect(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    expect((await (await client()).get('/config-revisions?limit=1')).body).toEqual(before);
  });

  it('refuse to lead back to themselves, over a ring group too, whichever closes the loop', async () => {
    const played = await made('/announcements', { ...body(920), name: 'Played', next: null });
    const group = { name: 'Sales', members: [extensionId], noAnswer: plays(played) };
    const sales = await made('/ring-groups', group);
    const refused = async (path: string, change: object) =>
      (await (await client()).patch(path, change).expect(422)).body.errors;
    expect(await refused(`/announcements/${played}`, { next: rings(sales) })).toEqual([
      { pointer: '/next/ringGroupId', message: 'leads back to this announcement: Played -> Sales -> Played' },
    ]);
    expect(await refused(`/announcements/${played}`, { next: plays(played) })).toEqual([
      { pointer: '/next/announcementId', message: 'leads back to this announcement: Played -> Played' },
    ]);
    await (await client()).patch(`/ring-groups/${sales}`, { noAnswer: null }).expect(200);
    const opened = await (await client()).patch(`/announcements/${played}`, { next: rings(sales) }).expect(200);
    expect(await refused(`/ring-groups/${sales}`, { noAnswer: plays(played) })).toEqual([
      { pointer: '/noAnswer/announcementId', message: 'leads back to this ring group: Sales -> Played -> Sales' },
    ]);
    await (await client()).post(`/config-revisions/${opened.body.revision}/rollback`).expect(201);
  });

  it('and what they lead to cannot be deleted, nor they while something leads to them', async () => {
    const extension = await made('/extensions', { number: '2930', name: 'Dan' });
    const last = await made('/announcements', { ...body(940), next: { type: 'extension', extensionId: extension } });
    await made('/announcements', { ...body(941), next: plays(last) });
    await made('/numbers', { number: '+15550209401', destination: plays(last) });
    const detail = async (path: string) => (await (await client()).delete(path).expect(409)).body.detail;
    expect(await detail(`/extensions/${extension}`)).toBe('Used by announcement Welcome 940.');
    expect(await detail(`/announcements/${last}`)).toBe('Used by announcement Welcome 941, number +15550209401.');
  });

  it('come back after a deletion, and to the audio that they had', async () => {
    const id = await made('/announcements', body(950));
    const { revision } = (await (await client()).patch(`/announcements/${id}`, { audioId: otherId }).expect(200)).body;
    await (await client()).delete(`/announcements/${id}`).expect(200);
    const back = await (await client()).post(`/announcements/${id}/restore`).expect(201);
    expect(back.body).toMatchObject({ audioId: otherId });
    await (await client()).post(`/config-revisions/${revision}/rollback`).expect(201);
    const { body: before } = await (await client()).get(`/announcements/${id}`).expect(200);
    expect(before).toMatchObject({ audioId, audio: { id: audioId } });
  });
});
