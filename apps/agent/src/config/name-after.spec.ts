import { expect, it } from 'vitest';
import { nameAfter } from './name-after.js';

const at = (minutes: number) => new Date(Date.parse('2026-11-27T08:00:00.000Z') + minutes * 60_000);
const addresses = (name: ReturnType<typeof nameAfter>) => name.addresses.map(({ address }) => address);

it('a name keeps what it resolved to: for an hour when others come, and for good while nothing comes', () => {
  const ask = (before: ReturnType<typeof nameAfter> | undefined, minutes: number, ...found: string[]) =>
    nameAfter({ name: 'a.example', before, found, now: at(minutes) });
  const first = ask(undefined, 0, '192.0.2.1');
  const second = ask(first, 50, '192.0.2.2');
  expect(addresses(second)).toEqual(['192.0.2.2', '192.0.2.1']);
  const silent = ask(second, 70);
  expect(addresses(silent)).toEqual(['192.0.2.2', '192.0.2.1']);
  expect(silent.failingSince).toEqual(at(70));
  expect(ask(silent, 80).failingSince).toEqual(at(70));
  const third = ask(silent, 90, '192.0.2.3');
  expect(third).toMatchObject({ failingSince: null, askedAt: at(90) });
  expect(addresses(third)).toEqual(['192.0.2.3', '192.0.2.2']);
  expect(ask(undefined, 0)).toMatchObject({ addresses: [], failingSince: at(0) });
});

it('a name server that answers with thousands of addresses does not fill the configuration', () => {
  const found = Array.from({ length: 1000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  expect(nameAfter({ name: 'a.example', before: undefined, found, now: at(0) }).addresses).toHaveLength(100);
});
