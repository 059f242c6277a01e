import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../http/security-headers.js';
import { dashboard } from './dashboard.middleware.js';

function serve(built = true) {
  const directory = mkdtempSync(join(tmpdir(), 'dashboard-'));
  if (built) {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(
      join(directory, 'index.html'),
      '<title>Trunkline</title><meta property="csp-nonce" nonce="TRUNKLINE_CSP_NONCE">',
    );
    writeFileSync(join(directory, 'assets', 'app-1a2b.js'), 'void 0');
    writeFileSync(join(directory, 'assets', 'app-1a2b.js.br'), brotliCompressSync('void 0'));
    writeFileSync(join(directory, 'assets', 'app-1a2b.js.gz'), gzipSync('void 0'));
    writeFileSync(join(directory, 'assets', 'plain-1a2b.css'), 'a{}');
    writeFileSync(join(directory, 'favicon.svg'), '<svg/>');
  }
  const app = express();
  app.use(securityHeaders());
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
    expect([index.headers['cache-control'], index.text]).toEqual(['no-cache', expect.stringContaining('<title>')]);
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', undefined],
  ])('sends an asset to a client that takes %j coded as %s', async (takes, coding) => {
    const { app } = serve();
    const { headers, text } = await request(app).get('/assets/app-1a2b.js').set('accept-encoding', takes).expect(200);
    expect([headers['content-encoding'], headers.vary, headers['cache-control']]).toEqual([
      coding,
      'Accept-Encoding',
      'public, max-age=31536000, immutable',
    ]);
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    if (coding !== 'br') expect(text).toBe('void 0');
    const plain = await request(app).get('/assets/plain-1a2b.css').set('accept-encoding', takes).expect(200);
    expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, 'a{}']);
  });

  it('lets no style in but files of ours and elements with the nonce of this very answer', async () => {
    const { get } = serve();
    const nonces = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const page = await get('/');
      const nonce = /nonce="([A-Za-z0-9+/]{22}==)"/.exec(page.text)?.[1] ?? 'none';
      const policy = page.headers['content-security-policy'] ?? '';
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
      expect(policy).not.toContain('unsafe');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
    expect((await get('/trunks', 'application/json')).headers['content-security-policy']).not.toContain('unsafe');
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
