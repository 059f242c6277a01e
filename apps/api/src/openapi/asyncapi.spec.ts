import { readFile } from 'node:fs/promises';
import { liveEventSchema } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { asyncapiText } from './asyncapi.js';

const file = new URL('../../../../docs/asyncapi.yaml', import.meta.url);

describe('docs/asyncapi.yaml', () => {
  it('is what the contracts say: run `npm run build && npm run openapi` after a change', async () => {
    expect(asyncapiText()).toBe(await readFile(file, 'utf8'));
  });

  it('names every event, and refers to nothing that is not there', async () => {
    const text = await readFile(file, 'utf8');
    for (const { shape } of liveEventSchema.options)
      expect(text).toContain(`\n    ${JSON.stringify(shape.type.value)}:`);
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([\w.]+)"/g))
      expect(text).toMatch(new RegExp(`\n  ${kind}:[\\s\\S]*\n    "?${name}"?:`));
  });
});
