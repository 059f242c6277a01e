import { describe, expect, it } from 'vitest';
import { network } from './login-throttle.js';

describe('the network a login comes from', () => {
  it('is an IPv4 address, also inside an IPv6 one', () => {
    expect(network('192.0.2.1')).toBe('192.0.2.1');
    expect(network('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });

  it('is the /64 of an IPv6 address, however it is written', () => {
    for (const address of ['2001:db8:0:7::1', '2001:0db8::7:0:0:0:1', '2001:db8:0:7:ffff:1:2:3', '2001:DB8:0:7::%eth0'])
      expect(network(address)).toBe('2001:db8:0:7::/64');
    expect(network('::1')).toBe('0:0:0:0::/64');
  });
});
