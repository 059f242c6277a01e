import { describe, expect, it } from 'vitest';
import { type SourcesOfTrunk, sharedSource, sourceNames, sourceNetworks } from './call-sources.js';
import { networksOverlap, readNetwork } from './ip-network.js';

const trunk = (fields: Partial<SourcesOfTrunk>): SourcesOfTrunk => ({
  auth: 'ip',
  host: '192.0.2.1',
  gateways: [],
  outboundProxy: null,
  sourceAddresses: [],
  identifyHeader: null,
  ...fields,
});
const names = [{ name: 'edge.example.com', addresses: ['198.51.100.7', '2001:db8::7'] }];

describe('networks', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.2.128/25', true],
    ['192.0.2.128/25', '192.0.2.0/24', true],
    ['192.0.2.0/25', '192.0.2.128/25', false],
    ['192.0.2.0/24', '192.0.3.0/24', false],
    ['2001:db8::/32', '2001:DB8:0:1::5', true],
    ['2001:db8::', '2001:db8:0:0:0:0:0:0', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['::ffff:192.0.2.1', '::ffff:c000:201', true],
    ['0.0.0.1', '::1', false],
  ])('%s and %s have an address in common: %s', (a, b, overlap) => {
    const [one, other] = [readNetwork(a), readNetwork(b)];
    if (one === null || other === null) throw new Error('not read');
    expect([networksOverlap(one, other), networksOverlap(other, one)]).toEqual([overlap, overlap]);
  });

  it.each(['', 'a', '1.2.3', '1.2.3.256', '1.2.3.4.5', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '12345::'])(
    'are not read from %j',
    (text) => expect(readNetwork(text)).toBeNull(),
  );
});

describe('the sources of a trunk', () => {
  it('are its host, its gateways, its proxy and what it names, names by their addresses', () => {
    const gateways = [{ host: '[2001:db8::9]', port: 5060, priority: 1, weight: 1 }];
    const sourceAddresses = ['203.0.113.0/24', 'Edge.example.com', 'unknown.example.com', '192.0.2.1'];
    const one = trunk({ gateways, outboundProxy: 'sip:192.0.2.9:5060;lr', sourceAddresses });
    expect(sourceNames(one)).toEqual(['edge.example.com', 'unknown.example.com']);
    expect(sourceNetworks(one, names)).toEqual([
      ...['192.0.2.1', '2001:db8::9', '192.0.2.9', '203.0.113.0/24', '198.51.100.7', '2001:db8::7'],
    ]);
  });

  it('are not looked up where it registers, unless a header is to come from there', () => {
    const registered = trunk({ auth: 'register', host: 'edge.example.com', sourceAddresses: ['a.example'] });
    expect(sourceNames(registered)).toEqual(['a.example']);
    expect(sourceNames({ ...registered, identifyHeader: 'X-Account: 1' })).toEqual(['edge.example.com', 'a.example']);
  });

  it.each<[string, Partial<SourcesOfTrunk>, Partial<SourcesOfTrunk>, string | null]>([
    ['the same host', {}, {}, '/host'],
    ['another host', {}, { host: '192.0.2.2' }, null],
    ['a network around the host', {}, { host: '10.0.0.1', sourceAddresses: ['192.0.2.0/24'] }, '/host'],
    ['the same name, not resolved', { host: 'x.example' }, { host: 'X.example' }, '/host'],
    [
      'an address of a name',
      { sourceAddresses: ['10.0.0.2', '198.51.100.0/24'] },
      { host: 'edge.example.com' },
      '/sourceAddresses/1',
    ],
    ['the same host, one registered', {}, { auth: 'register' }, null],
    ['the same host, both registered', { auth: 'register' }, { auth: 'register' }, null],
    ['the same network, a peer that registers', {}, { auth: 'peer_registers', sourceAddresses: ['192.0.2.1'] }, null],
    ['the same host, one with digest', {}, { auth: 'digest' }, '/host'],
    [
      'the same proxy',
      { host: '10.0.0.1', outboundProxy: 'sip:192.0.2.9' },
      { host: '10.0.0.2', outboundProxy: 'sip:192.0.2.9' },
      null,
    ],
    ['a header on one', { identifyHeader: 'X-Account: 1' }, {}, null],
    ['two headers', { identifyHeader: 'X-Account: 1' }, { identifyHeader: 'X-Account: 2' }, null],
    ['the same header', { identifyHeader: 'X-Account: 1' }, { identifyHeader: 'x-account: 1' }, '/host'],
  ])('with %s: shared at %3$s', (_, ours, theirs, pointer) => {
    expect(sharedSource(trunk(ours), trunk(theirs), names)?.pointer ?? null).toBe(pointer);
  });
});
