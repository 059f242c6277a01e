/** How long a change of an extension takes until Asterisk runs it, by how many extensions there are. */
import type { Extension } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anExtension, type LabStack, labStack, quantile, quick, report } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const changes = quick ? 10 : 40;
const limits = new Map([[100, undefined], [1000, 300], ...(quick ? [] : ([[10_000, 1000]] as const))]);
let lab: LabStack;
let made = 0;
let id = '';

beforeAll(async () => {
  lab = await labStack({ slot: 244 });
});

afterAll(async () => {
  await lab?.stop();
});

/** Makes extensions until there are `count`, several at a time; resolves when Asterisk has them. */
async function upTo(count: number): Promise<void> {
  const one = async () => {
    while (made < count) {
      made += 1;
      const answer = await lab.api.send('POST', '/extensions', anExtension({ number: String(10_000 + made) }));
      if (answer.status !== 201) throw new Error(`POST /extensions: ${answer.status} ${await answer.text()}`);
      id = ((await answer.json()) as Extension).id;
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  await waitFor('Asterisk to have them all', async () => (await change(1)).status === 'applied', {
    timeoutMs: 120_000,
  });
}

/** Milliseconds until a change is applied, and what the API says of it. */
async function change(maxContacts: number): Promise<{ ms: number; status: string | null }> {
  const began = performance.now();
  const answer = await lab.api.send('PATCH', `/extensions/${id}?wait=applied`, { maxContacts });
  const ms = performance.now() - began;
  await answer.arrayBuffer();
  return { ms, status: answer.headers.get('Trunkline-Revision-Status') };
}

for (const [count, limit] of limits) {
  it(`${count} extensions`, { timeout: 1_200_000 }, async () => {
    await upTo(count);
    const times: number[] = [];
    for (let n = 0; n < changes; n += 1) {
      const { ms, status } = await change(2 + (n % 4));
      expect(status).toBe('applied');
      times.push(ms);
    }
    const what = `PATCH to applied, ${count} extensions`;
    report({ what: `${what}, p50`, values: [quantile(times, 0.5)], unit: 'ms' });
    const target = limit === undefined ? {} : { target: { atMost: limit } };
    report({ what: `${what}, p95`, values: [quantile(times, 0.95)], unit: 'ms', ...target });
  });
}
