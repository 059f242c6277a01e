import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { dashboard } from './dashboard.middleware.js';

function serve(built = true) {
  const directory = mkdtempSync(join(tmpdir(), 'dashboard-'));
  if (built) {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<title>Trunkline</title>');
    writeFileSync(join(directory, 'assets', 'app-1a2b.js'), 'void 0');
    writeFileSync(join(directory, 'favicon.svg'), '<svg/>');
  }
  const app = express();
  app.use(dashboard(directory));
  app.use((_request, response) => void response.status(404).send('not the dashboard'));
  const get = (path: string, accept = 'text/html,*/*;q=0.8') => request(app).get(path).set('accept', accept);
  return { app, get };
}

describe('dashboard', () => {
  it('serves a hashed asset for ever, and index.html afresh', async () => {
    const { get } = serve();
    expect((await get('/assets/app-1a2b.js').expect(200)).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/favicon.svg').expect(200)).headers['cache-control']).toBe('no-cache');
    const index = await get('/').expect(200);
    expect([index.headers['cache-control'], index.text]).toEqual(['no-cache', '<title>Trunkline</title>']);
  });

  it('answers a navigation to any page with index.html, and a missing file with 404', async () => {
    const { get } = serve();
    expect((await get('/trunks/0190a000-0000-7000-8000-000000000000').expect(200)).text).toContain('Trunkline');
    for (const [path, accept] of [
      ['/assets/app-old.js', '*/*'],
      ['/assets/old'],
      ['/missing.png', 'image/*'],
      ['/trunks', 'application/json'],
    ] as const)
      await get(path, accept).expect(404);
  });

  it('leaves the API, the docs and the stream alone, and serves nothing outside its directory', async () => {
    const { app, get } = serve();
    for (const path of ['/api/v1/trunks', '/docs', '/socket.io/', '/api'])
      expect((await get(path).expect(404)).text).toBe('not the dashboard');
    expect((await request(app).post('/trunks').set('accept', 'text/html').expect(404)).text).toBe('not the dashboard');
    expect((await get('/..%2f..%2fetc%2fpasswd')).text).not.toContain('root:');
    await get('/.env').expect(404);
  });

  it('says so when it is not built', async () => {
    expect((await serve(false).get('/').expect(404)).text).toBe('The dashboard is not built.');
  });
});
