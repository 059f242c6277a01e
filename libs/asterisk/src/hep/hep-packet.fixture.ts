/** A HEPv3 datagram with these chunks of vendor 0. */
export function hepDatagram(chunks: readonly (readonly [type: number, value: Buffer])[]): Buffer {
  const parts = chunks.map(([type, value]) => {
    const head = Buffer.alloc(6);
    head.writeUInt16BE(type, 2);
    head.writeUInt16BE(value.length + 6, 4);
    return Buffer.concat([head, value]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.from('HEP3\0\0', 'latin1');
  head.writeUInt16BE(body.length + 6, 4);
  return Buffer.concat([head, body]);
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** As res_hep sends a SIP message. */
export function sipDatagram(payload: string | Buffer): Buffer {
  return hepDatagram([
    [1, Buffer.from([2])],
    [2, Buffer.from([17])],
    [3, Buffer.from([127, 0, 0, 2])],
    [4, Buffer.from([127, 0, 0, 3])],
    [9, word(1_790_000_000)],
    [10, word(250_000)],
    [11, Buffer.from([1])],
    [15, Buffer.from(payload)],
  ]);
}
