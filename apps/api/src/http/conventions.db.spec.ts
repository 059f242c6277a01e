import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const raw = async (body: string | Buffer, type = 'application/json') =>
  request(api().url)
    .post('/api/v1/extensions')
    .set('authorization', `Bearer ${await api().key()}`)
    .set('content-type', type)
    .send(body);
const outcome = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

describe('what every request gets', () => {
  it('is a problem when the body is no JSON, too large, or of another type', async () => {
    expect(outcome(await raw('{"number":'))).toEqual([400, 'malformed_request']);
    expect(outcome(await raw('"text"'))).toEqual([400, 'malformed_request']);
    expect(outcome(await raw(`{"name":"${'x'.repeat(110_000)}"}`))).toEqual([413, 'payload_too_large']);
    expect(outcome(await raw('number=1', 'application/x-www-form-urlencoded'))).toEqual([
      415,
      'unsupported_media_type',
    ]);
    expect(outcome(await raw('[]'))).toEqual([422, 'validation_failed']);
    expect(outcome(await raw('{}', 'application/json; charset=koi8-r'))).toEqual([400, 'malformed_request']);
  });

  it('is not fooled by names that JavaScript gives a meaning', async () => {
    const answer = await raw('{"number":"1001","name":"Ada","__proto__":{"enabled":false},"constructor":1}');
    expect(outcome(answer)).toEqual([422, 'validation_failed']);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/__proto__',
      '/constructor',
    ]);
  });

  it('is a problem with the id of the request, which the header has too', async () => {
    const missing = await request(api().url).get('/api/v1/nothing').expect(404);
    expect(missing.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(missing.body).toMatchObject({
      status: 404,
      code: 'not_found',
      title: 'Not found',
      type: 'urn:trunkline:problem:not_found',
    });
    expect(missing.headers['x-request-id']).toBe(missing.body.requestId);
    const mine = await request(api().url).get('/api/v1/nothing').set('x-request-id', 'my-request-1');
    expect(mine.body.requestId).toBe('my-request-1');
    const bad = await request(api().url).get('/api/v1/nothing').set('x-request-id', '<script>');
    expect(bad.body.requestId).not.toContain('<');
    expect((await request(api().url).get('/api/v1/%E0%A4%A')).body.code).toBe('malformed_request');
  });

  it('is kept by no cache, and names no software', async () => {
    const answer = await request(api().url).get('/api/v1/health').expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
  });

  it('says nothing of an unexpected error but its request', async () => {
    await api().ds.query('ALTER TABLE call_records RENAME TO call_records_gone');
    try {
      const failed = await api()
        .as(await api().key())
        .get('/call-records')
        .expect(500);
      expect(Object.keys(failed.body).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type']);
      const line = api().log.find((entry) => entry.includes('request failed'));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', requestId: failed.body.requestId });
    } finally {
      await api().ds.query('ALTER TABLE call_records_gone RENAME TO call_records');
    }
  });
});

describe('the description of the API', () => {
  it('is served at /docs as a page that its content security policy lets work, and as JSON', async () => {
    const page = await request(api().url).get('/docs').redirects(1).expect(200);
    const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, code] of scripts)
      expect([attributes?.includes('src='), code?.trim()]).toEqual([true, '']);
    const json = await request(api().url).get('/docs/openapi.json').expect(200);
    expect(json.body).toMatchObject({ openapi: '3.1.1', info: { title: 'Trunkline' } });
  });
});
