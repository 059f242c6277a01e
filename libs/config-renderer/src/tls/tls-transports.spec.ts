import { expect, it } from 'vitest';
import { expectedObjects } from '../expected-objects.js';
import { exampleSnapshot, installed, render } from '../snapshot.fixture.js';
import { tlsTransports, transportOf } from './tls-transports.js';

it('given a certificate to show, then there is one transport that verifies, and one that does not where a trunk wants it', () => {
  const snapshot = exampleSnapshot();
  expect(tlsTransports(snapshot, installed)).toMatchObject([
    { name: 'tls', port: 5071, verifies: true },
    { name: 'tls-unverified', port: 5072, verifies: false },
  ]);
  // Those who connect to us need one, whether a trunk does or not.
  snapshot.trunks = [];
  expect(tlsTransports(snapshot, installed)).toMatchObject([{ name: 'tls' }]);
});

it('given none to show, then trunks have transports of other names and ports, and nobody else has any', () => {
  const snapshot = exampleSnapshot();
  snapshot.settings.tlsCertificateId = null;
  expect(tlsTransports(snapshot, installed)).toMatchObject([
    { name: 'tls-client', port: 5073, verifies: true, shows: null },
    { name: 'tls-client-unverified', port: 5074, verifies: false, shows: null },
  ]);
  expect(expectedObjects(snapshot).transports).toEqual(['tls-client', 'tls-client-unverified']);
  const conf = render(snapshot).get('pjsip_transport.conf') ?? '';
  expect(conf).toContain('[tls-client](tl-tls,tl-tls-verifies)\nbind = 127.0.20.2:5073');
  expect(conf).not.toContain('tl-tls-shows');
  expect(render(snapshot).get('tls_key.pem')).not.toContain('KEY');
  snapshot.trunks = [];
  expect(tlsTransports(snapshot, installed)).toEqual([]);
});

it('given a trunk without TLS, then its URI tells the transport', () => {
  const snapshot = exampleSnapshot();
  expect(snapshot.trunks.map((trunk) => transportOf(trunk, snapshot))).toEqual([
    ...[null, null, null, null],
    ...['tls', 'tls-unverified', null, null, null, null],
  ]);
});
