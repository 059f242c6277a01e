/**
 * The same for an office with much to route: 1,000 extensions, 200 trunks, two of them with a price list of 1,000 prefixes, 2,000 numbers,
 * 500 outbound and 100 inbound routes.
 */
import type { ConfigDiff, Extension, InboundRoute, OutboundRoute, PhoneNumber, Trunk } from '@trunkline/contracts';
import {
  aNumber,
  anExtension,
  anInboundRoute,
  anOutboundRoute,
  aTrunk,
  type LabStack,
  labStack,
  quantile,
  quick,
  report,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const changes = quick ? 10 : 40;
let lab: LabStack;
let last: { extension: Extension; trunk: Trunk; number: PhoneNumber; outbound: OutboundRoute; inbound: InboundRoute };

beforeAll(async () => {
  lab = await labStack({ slot: 242 });
  const many = await manyOf<Extension>(1000, '/extensions', (n) => anExtension({ number: String(10_000 + n) }));
  const extension = lastOf(many);
  const destination = { type: 'extension', extensionId: extension.id } as const;
  const trunks = await manyOf<Trunk>(200, '/trunks', (n) =>
    // Nobody is there; each is asked by OPTIONS all the same. No two have one address: their calls could not be told apart.
    aTrunk({
      name: `Carrier ${n}`,
      host: `127.242.0.${n}`,
      port: 6000,
      auth: 'ip',
      username: null,
      password: null,
    }),
  );
  const trunkIds = trunks.slice(-2).map(({ id }) => id);
  for (const [place, id] of trunkIds.entries()) {
    const rates = Array.from({ length: 1000 }, (_, n) => ({ prefix: `1${n}`, price: `0.0${((n + place) % 8) + 1}` }));
    const answer = await lab.api.send('PUT', `/trunks/${id}/rates`, { currency: 'EUR', rates });
    expect(answer.status).toBe(200);
  }
  const numbers = await manyOf<PhoneNumber>(2000, '/numbers', (n) =>
    aNumber({ number: `+1555020${String(n).padStart(4, '0')}`, destination }),
  );
  const outbound = await manyOf<OutboundRoute>(500, '/outbound-routes', (n) => {
    const patterns = [{ match: `+1555${String(n).padStart(3, '0')}XXXX`, strip: 0, prepend: '' }];
    return anOutboundRoute({
      name: `Route ${n}`,
      position: n,
      patterns,
      trunkIds,
      order: n % 2 ? 'listed' : 'least_cost',
    });
  });
  const inbound = await manyOf<InboundRoute>(100, '/inbound-routes', (n) =>
    anInboundRoute({
      ...{ name: `Inbound ${n}`, position: n, trunkIds, destination },
      numbers: [{ type: 'range', from: `4930${1000 + n * 10}`, to: `4930${1009 + n * 10}` }],
    }),
  );
  last = {
    ...{ extension, trunk: lastOf(trunks), number: lastOf(numbers) },
    ...{ outbound: lastOf(outbound), inbound: lastOf(inbound) },
  };
}, 900_000);

afterAll(async () => {
  await lab?.stop();
});

/** Makes `count` of them, several at a time, and resolves when Asterisk has them all. */
async function manyOf<T extends { id: string }>(
  count: number,
  path: string,
  body: (n: number) => object,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const one = async () => {
    while (next < count - 1) {
      next += 1;
      made.push(await lab.api.post<T>(path, body(next)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  made.push(await lab.api.post<T>(`${path}?wait=applied`, body(count)));
  return made;
}

function lastOf<T>(all: readonly T[]): T {
  return all.at(-1) ?? expect.fail('none was made');
}

it.each<[string, () => string, (n: number) => object]>([
  ['an extension', () => `/extensions/${last.extension.id}`, (n) => ({ maxContacts: 2 + (n % 4) })],
  ['a number', () => `/numbers/${last.number.id}`, (n) => ({ destination: n % 2 ? null : leading() })],
  ['an outbound route', () => `/outbound-routes/${last.outbound.id}`, (n) => ({ callerId: `1555030${1000 + n}` })],
  [
    'an inbound route',
    () => `/inbound-routes/${last.inbound.id}`,
    (n) => ({ destination: n % 2 ? { type: 'hangup', cause: 'busy' } : leading() }),
  ],
  ['a trunk', () => `/trunks/${last.trunk.id}`, (n) => ({ maxCalls: 2 + (n % 4) })],
])('%s', { timeout: 600_000 }, async (what, path, body) => {
  const times: number[] = [];
  let revision: string | null = null;
  for (let n = 0; n < changes; n += 1) {
    const began = performance.now();
    const answer = await lab.api.send('PATCH', `${path()}?wait=applied`, body(n));
    times.push(performance.now() - began);
    expect([answer.status, answer.headers.get('Trunkline-Revision-Status')]).toEqual([200, 'applied']);
    await answer.arrayBuffer();
    revision = answer.headers.get('Trunkline-Revision');
  }
  // One that Asterisk need not be told of is applied in no time.
  const { files } = await lab.api.get<ConfigDiff>(`/config-revisions/${revision}/diff`);
  expect(files).not.toEqual([]);
  const changed = `PATCH to applied of ${what}, in an office with 2,000 numbers`;
  report({ what: `${changed}, p50`, values: [quantile(times, 0.5)], unit: 'ms' });
  report({
    what: `${changed}, p95`,
    values: [quantile(times, 0.95)],
    unit: 'ms',
    target: { atMost: 300 },
  });
});

const leading = () => ({ type: 'extension', extensionId: last.extension.id });
