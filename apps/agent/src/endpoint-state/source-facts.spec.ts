import { type ResolvedNameEntity, TrunkEntity } from '@trunkline/persistence';
import { expect, it } from 'vitest';
import { SourceLook } from './source-facts.js';

const trunk = (name: string, fields: Partial<TrunkEntity>): TrunkEntity =>
  Object.assign(new TrunkEntity(), {
    ...{ id: name, name, auth: 'ip', host: null, gateways: [], outboundProxy: null, sourceAddresses: [] },
    ...{ identifyHeader: null, enabled: true },
    ...fields,
  });
const row = (name: string, failing: boolean, ...addresses: string[]): ResolvedNameEntity => ({
  name,
  addresses: addresses.map((address) => ({ address, seenAt: '2026-11-27T08:00:00.000Z' })),
  askedAt: new Date(0),
  failingSince: failing ? new Date(0) : null,
});

it('names that are not known yet, have no address, or had one, are told apart', () => {
  const one = trunk('A', { sourceAddresses: ['new.example', 'none.example', 'old.example', 'Good.example'] });
  const rows = [
    row('none.example', true),
    row('old.example', true, '192.0.2.1'),
    row('good.example', false, '192.0.2.2'),
  ];
  expect(new SourceLook().at([one], rows).get('A')).toEqual({
    resolving: ['new.example'],
    missing: ['none.example'],
    kept: ['old.example'],
    sharedWith: null,
  });
});

it('two trunks that a name server has led to one address name each other, until it no longer does', () => {
  const trunks = [
    trunk('A', { host: '192.0.2.1' }),
    trunk('B', { host: 'b.example' }),
    trunk('Off', { host: '192.0.2.1', enabled: false }),
  ];
  const look = new SourceLook();
  const shared = (address: string) =>
    [...look.at(trunks, [row('b.example', false, address)]).values()].map(({ sharedWith }) => sharedWith);
  expect(shared('192.0.2.2')).toEqual([null, null, null]);
  expect(shared('192.0.2.1')).toEqual(['B', 'A', null]);
  expect(shared('192.0.2.2')).toEqual([null, null, null]);
});
