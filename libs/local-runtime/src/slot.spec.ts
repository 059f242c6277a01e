import { expect, it } from 'vitest';
import { slot } from './slot.js';

it('gives the lab the plain loopback addresses', () => {
  expect(slot(0)).toMatchObject({ host: '127.0.0.1', pbx: '127.0.0.2', carrier: '127.0.0.3', phones: '127.0.0.4' });
});

it('gives no address to two slots', () => {
  const addresses = [0, 1, 2, 250].flatMap((n) => {
    const { host, pbx, carrier, phones, ipCarrier, peer } = slot(n);
    return [host, pbx, carrier, phones, ipCarrier, peer(0), peer(1)];
  });
  expect(new Set(addresses).size).toBe(addresses.length);
});

it.each([-1, 251, 1.5, Number.NaN])('refuses %s', (n) => {
  expect(() => slot(n)).toThrow('a slot is a whole number from 0 to 250');
});
