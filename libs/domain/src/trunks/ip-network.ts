/** An IP address or a network: its first `length` bits are those of `bits`, which has `width` of them (32 or 128). */
export interface IpNetwork {
  bits: bigint;
  width: 32 | 128;
  length: number;
}

/** Takes an IPv4 or IPv6 address, or a network in CIDR form, apart; null when the text is neither. */
export function readNetwork(text: string): IpNetwork | null {
  const [address = '', length] = text.split('/');
  const groups = address.includes(':') ? ipv6Groups(address) : ipv4Bytes(address);
  if (groups === null) return null;
  const width = groups.length === 4 ? 32 : 128;
  const size = BigInt(width / groups.length);
  const bits = groups.reduce((sum, group) => (sum << size) | BigInt(group), 0n);
  return { bits, width, length: length === undefined ? width : Number(length) };
}

/** Whether an address is in both: one of them is within the other then, or they are the same. */
export function networksOverlap(a: IpNetwork, b: IpNetwork): boolean {
  const shift = BigInt(a.width - Math.min(a.length, b.length));
  return a.width === b.width && a.bits >> shift === b.bits >> shift;
}

function ipv4Bytes(text: string): number[] | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function ipv6Groups(text: string): number[] | null {
  const [head = '', tail, more] = text.split('::').map(groupsOf);
  if (!head || tail === null || more !== undefined) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const zeros = 8 - head.length - tail.length;
  return zeros < 1 ? null : [...head, ...Array<number>(zeros).fill(0), ...tail];
}

/** Groups of 16 bits between colons; the last ones may be an IPv4 address (RFC 4291 section 2.2). */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  for (const part of text.split(':')) {
    const bytes = ipv4Bytes(part);
    if (bytes) for (const place of [0, 2]) groups.push(((bytes[place] ?? 0) << 8) | (bytes[place + 1] ?? 0));
    else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
