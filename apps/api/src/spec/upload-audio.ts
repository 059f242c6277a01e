import request from 'supertest';
import type { ApiUnderTest } from './api-under-test.js';

/** Uploads a file as audio, by who has the key. */
export function uploadAudio(api: ApiUnderTest, key: string, file: Buffer, type = 'audio/wav'): request.Test {
  const sent = request(api.url).post('/api/v1/audio-files').set('content-type', type);
  return sent.set('authorization', `Bearer ${key}`).send(file);
}
