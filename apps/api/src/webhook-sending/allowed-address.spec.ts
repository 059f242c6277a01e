import { describe, expect, it } from 'vitest';
import { isIn, isPublic } from './allowed-address.js';

const refused = [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', '192.0.2.1'],
  ...['198.18.0.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', 'fec0::1', '2001:db8::1'],
  ...['::ffff:10.0.0.1', '::ffff:7f00:1', '::10.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::a00:1', '2002:a00:1::1'],
  ...['2001:0:0:1::1', '100::1', '3fff::1', '5f00::1'],
];

describe('addresses that a webhook may reach', () => {
  it.each(refused)('%s is none of them', (address) => expect(isPublic(address)).toBe(false));

  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
    '%s is one of them',
    (address) => expect(isPublic(address)).toBe(true),
  );

  it('are in a network by what they are, not by how they are written', () => {
    expect(isIn(['10.0.0.0/8'], '10.200.0.1')).toBe(true);
    expect(isIn(['10.0.0.0/8'], '::ffff:10.0.0.1')).toBe(true);
    expect(isIn(['10.0.0.0/8', 'fd00::/8'], 'fd12::1')).toBe(true);
    expect(isIn(['10.0.0.0/8'], '11.0.0.1')).toBe(false);
    expect(isIn(['::/0'], '10.0.0.1')).toBe(false);
    expect(isIn([], '10.0.0.1')).toBe(false);
  });
});
