import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDebianRoot } from './ensure-debian-root.js';

let stateDir: string;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tl-root-'));
});
afterAll(() => rm(stateDir, { recursive: true, force: true }));

it('given everything was downloaded when it was cut short, the next try is made of what is there', async () => {
  const request = { stateDir, name: 'small', suites: ['bookworm'], packages: [] };
  const refuse = () => Promise.reject(new Error('not yet'));
  await expect(ensureDebianRoot({ ...request, accept: refuse })).rejects.toThrow(/bookworm: not yet/);
  const { path } = await ensureDebianRoot(request);
  await access(join(path, 'usr/bin/env'));
});
