import type { CapturedPacket } from '../lab/packet-capture.js';
import { decodeMulaw } from './mulaw.js';

const HEADER = 12;

/** What a stranger hears who takes packets from `address` for RTP with G.711 µ-law (RFC 3551): of SRTP it is noise. */
export function overheard(packets: readonly CapturedPacket[], address: string): Int16Array {
  // Each packet is seen on its way out and in.
  const seen = new Map<number, Buffer>();
  for (const { protocol, source, payload } of packets) {
    const isRtp = protocol === 'udp' && payload.length > HEADER && ((payload[0] ?? 0) & 0xc0) === 0x80;
    const isMulaw = isRtp && ((payload[1] ?? 0) & 0x7f) === 0;
    if (source.address === address && isMulaw) seen.set(payload.readUInt16BE(2), payload.subarray(HEADER));
  }
  return Int16Array.from([...seen.values()].flatMap((bytes) => [...bytes].map(decodeMulaw)));
}
