import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** The server of an SRV record (RFC 2782). */
export interface SrvTarget {
  priority: number;
  weight: number;
  port: number;
  target: string;
}

/** What a name server knows: IPv4 addresses, and servers, by name. What it does not know does not exist. */
export interface Zone {
  a?: Readonly<Record<string, string>>;
  srv?: Readonly<Record<string, readonly SrvTarget[]>>;
}

interface Question {
  name: string;
  type: number;
  /** The question as it came, to be repeated in the answer. */
  bytes: Buffer;
}

const [A, SRV] = [1, 33];

/** A DNS server (RFC 1035) of a test, by UDP at port 53. Its answers count for no time, so that a change counts at once. */
export class NameServer {
  zone: Zone = {};
  /** Whether it answers. */
  isUp = true;
  /** The questions since it began, as `SRV _sip._udp.example.com`. */
  readonly asked: string[] = [];

  private constructor(private readonly socket: Socket) {}

  static async open(address: string): Promise<NameServer> {
    const socket = createSocket('udp4').bind(53, address);
    await once(socket, 'listening');
    const server = new NameServer(socket);
    socket.on('message', (message, { port, address: from }) => {
      const question = readQuestion(message);
      server.asked.push(`${{ [A]: 'A', [SRV]: 'SRV' }[question.type] ?? question.type} ${question.name}`);
      if (server.isUp) socket.send(server.answer(message.subarray(0, 2), question), port, from);
    });
    return server;
  }

  close(): void {
    this.socket.close();
  }

  private answer(id: Buffer, { name, type, bytes }: Question): Buffer {
    const [address, servers] = [this.zone.a?.[name], this.zone.srv?.[name]];
    const records: Buffer[] = [];
    if (type === A && address !== undefined) records.push(record(type, Buffer.from(address.split('.').map(Number))));
    for (const { priority, weight, port, target } of (type === SRV && servers) || []) {
      records.push(record(type, Buffer.concat([words(priority, weight, port), encodedName(target)])));
    }
    const isKnown = address !== undefined || servers !== undefined;
    const flags = isKnown ? 0x8580 : 0x8583;
    return Buffer.concat([id, words(flags, 1, records.length, 0, 0), bytes, ...records]);
  }
}

function readQuestion(message: Buffer): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), bytes: message.subarray(12, at + 5) };
}

/** A record of the name that was asked for (a pointer to it), of class IN, that may be kept for 0 s. */
const record = (type: number, data: Buffer): Buffer => Buffer.concat([words(0xc00c, type, 1, 0, 0, data.length), data]);

const words = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.of(value >> 8, value & 0xff)));

const encodedName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.of(0),
  ]);
