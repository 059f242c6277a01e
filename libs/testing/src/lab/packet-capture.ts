import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { runInRoot } from '@trunkline/local-runtime';
import { testTools } from './test-tools.js';

/** A packet of IPv4 that went over the loopback. */
export interface CapturedPacket {
  protocol: 'udp' | 'tcp';
  source: { address: string; port: number };
  destination: { address: string; port: number };
  /** How it is marked (RFC 2474): 46 is `ef`. */
  dscp: number;
  payload: Buffer;
}

// Packet sockets (packet(7)) are not to be had in Node.js; perl is in every Debian. Length, then packet, again and again.
const script = `socket(my $s, 17, 3, unpack("S", pack("n", 3))) or die "packet socket: $!\\n";
setsockopt($s, 1, 8, pack("i", 8 << 20)); binmode STDOUT; syswrite STDERR, "ready\\n";
while (defined recv($s, my $p, 65535, 0)) { syswrite STDOUT, pack("n", length $p) . $p }`;

const ETHERNET = 14;
const protocols = { 6: 'tcp', 17: 'udp' } as const;

/** What goes over the wire between two addresses of the loopback, as a stranger would see it. Needs CAP_NET_RAW. */
export class PacketCapture {
  private readonly found: CapturedPacket[] = [];
  private rest = Buffer.alloc(0);

  private constructor(
    private readonly child: ChildProcess,
    private readonly addresses: readonly [string, string],
  ) {
    child.stdout?.on('data', (chunk: Buffer) => this.take(chunk));
  }

  /** Begins at once: what is sent after this is seen. */
  static async begin(one: string, other: string): Promise<PacketCapture> {
    const { command, args } = runInRoot(await testTools(), '/usr/bin/perl', ['-e', script]);
    const child = spawn(command, args, { env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const capture = new PacketCapture(child, [one, other]);
    const [first] = (await once(child.stderr, 'data')) as [Buffer];
    if (!first.toString().includes('ready')) throw new Error(`no capture: ${first}`);
    return capture;
  }

  /** Ends it and gives what was seen, in order. */
  async end(): Promise<CapturedPacket[]> {
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
    return this.found;
  }

  private take(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= 2 && this.rest.length >= 2 + this.rest.readUInt16BE(0)) {
      const end = 2 + this.rest.readUInt16BE(0);
      const packet = readPacket(this.rest.subarray(2 + ETHERNET, end));
      this.rest = this.rest.subarray(end);
      const ends = packet && [packet.source.address, packet.destination.address];
      if (packet && this.addresses.every((address) => ends?.includes(address))) this.found.push(packet);
    }
  }
}

function readPacket(ip: Buffer): CapturedPacket | null {
  if (ip.length < 20 || (ip[0] ?? 0) >> 4 !== 4) return null;
  const protocol = protocols[(ip[9] ?? 0) as keyof typeof protocols];
  const segment = ip.subarray(((ip[0] ?? 0) & 15) * 4, ip.readUInt16BE(2));
  if (protocol === undefined || segment.length < 8) return null;
  const header = protocol === 'udp' ? 8 : ((segment[12] ?? 0) >> 4) * 4;
  return {
    protocol,
    source: { address: [...ip.subarray(12, 16)].join('.'), port: segment.readUInt16BE(0) },
    destination: { address: [...ip.subarray(16, 20)].join('.'), port: segment.readUInt16BE(2) },
    dscp: (ip[1] ?? 0) >> 2,
    payload: Buffer.from(segment.subarray(header)),
  };
}
