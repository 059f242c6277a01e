import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stackSecrets } from './secrets.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-secrets-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('makes secrets once, for their owner only', async () => {
  const secrets = await stackSecrets(join(dir, 's'));
  expect(await stackSecrets(join(dir, 's'))).toMatchObject({
    key: secrets.key,
    carrierPassword: secrets.carrierPassword,
  });
  expect(Buffer.from(secrets.key, 'base64')).toHaveLength(32);
  expect((await stat(secrets.file('key'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dir, 's'))).mode & 0o777).toBe(0o700);
  expect((await readFile(secrets.file('node-token'), 'utf8')).trim()).toBe(secrets.nodeToken);
});
