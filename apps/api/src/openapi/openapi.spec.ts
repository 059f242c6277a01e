import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { version } from '../version.js';
import { openapiText } from './openapi-text.js';

const root = new URL('../../../../', import.meta.url);

describe('docs/openapi.json', () => {
  it('is what the code says: run `npm run build && npm run openapi` after a change', async () => {
    expect(await openapiText()).toBe(await readFile(new URL('docs/openapi.json', root), 'utf8'));
  });

  it('refers to nothing that is not there, and describes every answer', async () => {
    const text = await openapiText();
    const document = JSON.parse(text);
    const names = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
    for (const [path, operations] of Object.entries<Record<string, { responses: object; summary?: string }>>(
      document.paths,
    ))
      for (const [method, { responses, summary }] of Object.entries(operations)) {
        expect([path, method, summary]).not.toContain(undefined);
        const statuses = Object.keys(responses);
        expect([path, method, statuses.filter((status) => status.startsWith('2')).length]).toEqual([path, method, 1]);
        expect([path, method, statuses]).toEqual([path, method, expect.arrayContaining(['422', '503', 'default'])]);
      }
  });

  it('has the version of the package', async () => {
    expect(JSON.parse(await readFile(new URL('package.json', root), 'utf8')).version).toBe(version);
  });
});
