import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audioLimits } from '@trunkline/contracts';
import { AudioFiles } from '@trunkline/persistence';
import { makeWav, sineWave, testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';
import { uploadAudio } from '../spec/upload-audio.js';

const database = testDatabase();
const api = startedApi(database);
const keys = { write: '', read: '', none: '' };
beforeAll(async () => {
  keys.write = await api().key();
  keys.read = await api().key(['config:read']);
  keys.none = await api().key(['calls:read']);
});

const files = async () => (await database.ds.query('SELECT id FROM audio_files ORDER BY id')).length;
const upload = (file: Buffer, type?: string) => uploadAudio(api(), keys.write, file, type);
const get = (path: string, key = keys.read) =>
  request(api().url).get(`/api/v1/audio-files/${path}`).set('authorization', `Bearer ${key}`);
const aTone = (frequency: number) => makeWav(sineWave(frequency, 16_000, 0.5));

describe('an audio file', () => {
  it.each(['tone.mp3', 'tone.flac', 'tone.ogg'])('is read whatever its type says: %s', async (name) => {
    const { body, headers } = await upload(readFileSync(join(import.meta.dirname, 'fixtures', name))).expect(201);
    expect(body).toMatchObject({ format: name.slice(5), id: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(headers.location).toBe(`/api/v1/audio-files/${body.id}`);
    expect((await get(body.id).expect(200)).body).toEqual(body);
  });

  it('is listened to whole or in part, and stays what it is', async () => {
    const { id, seconds } = (await upload(aTone(440)).expect(201)).body;
    expect(seconds).toBe(0.5);
    const whole = await get(`${id}/content`).expect(200);
    expect(whole.headers).toMatchObject({ 'content-type': 'audio/wav', 'content-length': '16044' });
    expect(whole.headers['cache-control']).toContain('immutable');
    const content = whole.body as Buffer;
    expect(content.toString('latin1', 0, 4)).toBe('RIFF');
    const part = await get(`${id}/content`).set('range', 'bytes=100-199').expect(206);
    expect(part.headers['content-range']).toBe('bytes 100-199/16044');
    expect(part.body).toEqual(content.subarray(100, 200));
    await get(`${id}/content`).set('range', 'bytes=99999-').expect(416);
    // What is the same is kept once.
    const before = await files();
    expect((await upload(content).expect(201)).body.id).toBe(id);
    expect(await files()).toBe(before);
  });

  it.each<[string, () => Buffer, number, string]>([
    ['empty', () => Buffer.alloc(0), 422, 'is empty'],
    ['text', () => Buffer.from('text'), 422, 'is no audio that can be read: send WAV, MP3, FLAC or Ogg Vorbis'],
    ['cut short', () => aTone(440).subarray(0, 3000), 422, 'is cut short: it ends before its audio does'],
    ['larger than 20 MB', () => Buffer.alloc(audioLimits.bytes + 1), 413, 'The file is larger than 20 MB.'],
  ])('is refused when it is %s, and nothing is kept', async (_, file, status, message) => {
    const before = await files();
    const { body } = await upload(file()).expect(status);
    expect(body.errors ?? body.detail).toEqual(status === 413 ? message : [{ pointer: '', message }]);
    expect(await files()).toBe(before);
  });

  it('is refused as JSON, packed, and from those who may not', async () => {
    expect((await upload(Buffer.from('{}'), 'application/json').expect(415)).body.detail).toContain('audio/wav');
    await upload(aTone(440)).set('content-encoding', 'gzip').expect(415);
    await uploadAudio(api(), keys.read, aTone(440)).expect(403);
    const { id } = (await upload(aTone(440)).expect(201)).body;
    await get(`${id}/content`, keys.none).expect(403);
    await get(`${'0'.repeat(64)}/content`).expect(404);
    await get('..%2f..%2fetc%2fpasswd/content').expect(404);
  });

  it('is kept once for an Idempotency-Key, which stands for this very file', async () => {
    const first = await upload(aTone(500)).set('idempotency-key', 'one').expect(201);
    const again = await upload(aTone(500)).set('idempotency-key', 'one').expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await upload(aTone(600)).set('idempotency-key', 'one').expect(422)).body.code).toBe(
      'idempotency_key_reused',
    );
  });

  it('does not keep the API from answering while it is read', async () => {
    const long = makeWav(sineWave(440, 48_000, 20), { rate: 48_000 });
    let done = false;
    const sent = upload(long).then((answer) => {
      done = true;
      return answer;
    });
    let slowest = 0;
    while (!done) {
      const start = performance.now();
      await get('0'.repeat(64)).expect(404);
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect((await sent).status).toBe(201);
    expect(slowest).toBeLessThan(500);
  });

  it('goes a day after its upload, unless a revision ever named it', async () => {
    const ids: string[] = [];
    for (const frequency of [700, 710, 720]) ids.push((await upload(aTone(frequency)).expect(201)).body.id);
    const [named, replaced, unused] = ids;
    const client = api().as(keys.write);
    const { id } = (await client.post('/announcements', { name: 'Welcome', audioId: replaced }).expect(201)).body;
    await client.patch(`/announcements/${id}`, { audioId: named }).expect(200);
    await AudioFiles.prune(database.ds);
    for (const each of ids) await get(each).expect(200);
    await database.ds.query(`UPDATE audio_files SET uploaded_at = now() - interval '25 hours'`);
    await client.delete(`/announcements/${id}`).expect(200);
    await AudioFiles.prune(database.ds);
    await get(String(named)).expect(200);
    await get(String(replaced)).expect(200);
    await get(String(unused)).expect(404);
  });
});
