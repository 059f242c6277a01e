/** One message that Asterisk saw on the wire, as it came by HEP. */
export interface HepPacket {
  source: string;
  destination: string;
  /** When Asterisk saw it, in milliseconds since 1970. */
  at: number;
  /** 1 is SIP, 5 is RTCP. */
  protocol: number;
  payload: Buffer;
}

const head = 6;
const chunk = { sourceV4: 3, targetV4: 4, sourceV6: 5, targetV6: 6, seconds: 9, micros: 10, protocol: 11, payload: 15 };

/**
 * Reads a HEPv3 datagram: `HEP3`, its length, then chunks of vendor, type, length and value. Null when it is none, is
 * cut, or lacks addresses or payload. Chunks of other vendors and unknown types are passed over. Never throws.
 */
export function decodeHep(datagram: Buffer): HepPacket | null {
  if (datagram.length < head || datagram.toString('latin1', 0, 4) !== 'HEP3') return null;
  const end = datagram.readUInt16BE(4);
  if (end > datagram.length) return null;
  const chunks = readChunks(datagram.subarray(head, end));
  if (chunks === null) return null;
  const source = address(chunks.get(chunk.sourceV4) ?? chunks.get(chunk.sourceV6));
  const destination = address(chunks.get(chunk.targetV4) ?? chunks.get(chunk.targetV6));
  const payload = chunks.get(chunk.payload);
  if (source === null || destination === null || payload === undefined) return null;
  return {
    source,
    destination,
    at: number(chunks.get(chunk.seconds)) * 1000 + Math.floor(number(chunks.get(chunk.micros)) / 1000),
    protocol: number(chunks.get(chunk.protocol)),
    payload,
  };
}

function readChunks(bytes: Buffer): Map<number, Buffer> | null {
  const found = new Map<number, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < head) return null;
    const length = bytes.readUInt16BE(at + 4);
    if (length < head || at + length > bytes.length) return null;
    if (bytes.readUInt16BE(at) === 0) found.set(bytes.readUInt16BE(at + 2), bytes.subarray(at + head, at + length));
    at += length;
  }
  return found;
}

function number(bytes: Buffer | undefined): number {
  return bytes === undefined || bytes.length === 0 || bytes.length > 4 ? 0 : bytes.readUIntBE(0, bytes.length);
}

function address(bytes: Buffer | undefined): string | null {
  if (bytes?.length === 4) return bytes.join('.');
  if (bytes?.length !== 16) return null;
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':');
}
