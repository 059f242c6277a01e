/** Requests a second that one copy of the API answers, and how long each takes, with eight clients that wait for nothing. */
import type { Extension } from '@trunkline/contracts';
import { anExtension, type LabStack, labStack, quantile, quick, report } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const seconds = quick ? 5 : 20;
const clients = 8;
let lab: LabStack;
let ids: string[];

beforeAll(async () => {
  lab = await labStack({ slot: 246 });
  ids = [];
  for (let n = 0; n < 50; n += 1) {
    const answer = await lab.api.send('POST', '/extensions', anExtension({ number: String(2000 + n) }));
    ids.push(((await answer.json()) as Extension).id);
  }
});

afterAll(async () => {
  await lab?.stop();
});

/** Sends one request after the other from each client, and reports how that went. */
async function rate(what: string, request: (n: number) => Promise<Response>): Promise<void> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const client = async (index: number) => {
    for (let n = index; performance.now() < until; n += clients) {
      const began = performance.now();
      const answer = await request(n);
      await answer.arrayBuffer();
      times.push(performance.now() - began);
      expect(answer.status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  report({ what: `${what}, a second`, values: [times.length / seconds], unit: '1/s' });
  report({ what: `${what}, p50`, values: [quantile(times, 0.5)], unit: 'ms' });
  report({ what: `${what}, p99`, values: [quantile(times, 0.99)], unit: 'ms' });
}

const idOf = (n: number): string => ids[n % ids.length] ?? expect.fail();

it('reads of one resource', { timeout: 60_000 }, () =>
  rate('GET an extension', (n) => lab.api.send('GET', `/extensions/${idOf(n)}`)),
);
it('reads of a list', { timeout: 60_000 }, () => rate('GET 50 extensions', () => lab.api.send('GET', '/extensions')));
it('writes', { timeout: 60_000 }, () =>
  rate('PATCH an extension', (n) => lab.api.send('PATCH', `/extensions/${idOf(n)}`, { maxContacts: 1 + (n % 5) })),
);
