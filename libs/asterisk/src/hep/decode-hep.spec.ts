import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHep } from './decode-hep.js';
import { hepDatagram, sipDatagram } from './hep-packet.fixture.js';

describe('decodeHep', () => {
  it('reads addresses, time, protocol and payload', () => {
    expect(decodeHep(sipDatagram('hello'))).toEqual({
      source: '127.0.0.2',
      destination: '127.0.0.3',
      at: 1_790_000_000_250,
      protocol: 1,
      payload: Buffer.from('hello'),
    });
  });

  it('reads IPv6 addresses', () => {
    const address = Buffer.from('20010db8000000000000000000000001', 'hex');
    const packet = decodeHep(hepDatagram([5, 6, 15].map((type) => [type, type === 15 ? Buffer.from('x') : address])));
    expect(packet).toMatchObject({ source: '2001:db8:0:0:0:0:0:1', destination: '2001:db8:0:0:0:0:0:1' });
  });

  it('is null for any datagram that is cut, and for any that lacks addresses or payload', () => {
    const whole = sipDatagram('hello');
    for (let length = 0; length < whole.length; length += 1) expect(decodeHep(whole.subarray(0, length))).toBeNull();
    expect(decodeHep(hepDatagram([[15, Buffer.from('x')]]))).toBeNull();
  });

  it('passes over what it does not know', () => {
    const known = [3, 4, 15].map((type) => [type, Buffer.from('abcd')] as const);
    const given = fc.array(fc.tuple(fc.integer({ min: 18, max: 65535 }), fc.uint8Array({ maxLength: 40 })));
    fc.assert(
      fc.property(given, (unknown) => {
        const others = unknown.map(([type, value]) => [type, Buffer.from(value)] as const);
        expect(decodeHep(hepDatagram([...others, ...known, ...others]))?.payload.toString()).toBe('abcd');
      }),
    );
  });

  it('never throws', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((value) => Buffer.from(value));
    const nearly = fc.tuple(fc.nat(120), fc.nat(255)).map(([at, value]) => {
      const packet = sipDatagram('hello');
      packet[at % packet.length] = value;
      return packet;
    });
    const framed = bytes.map((body) => Buffer.concat([sipDatagram('').subarray(0, 6), body]));
    fc.assert(
      fc.property(fc.oneof(bytes, nearly, framed), (datagram) => {
        decodeHep(datagram);
      }),
      { numRuns: 2000 },
    );
  });
});
