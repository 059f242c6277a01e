import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { ports } from '@trunkline/local-runtime';

/** The address of a gateway that answers OPTIONS until it falls silent, and never an INVITE. */
export class SilentGateway {
  /** INVITEs by Call-ID: one that is sent again is the same. */
  readonly invites = new Set<string>();
  private silent = false;

  private constructor(private readonly socket: Socket) {}

  static async open(address: string): Promise<SilentGateway> {
    const socket = createSocket('udp4').bind(ports.sip, address);
    await once(socket, 'listening');
    const gateway = new SilentGateway(socket);
    socket.on('message', (data, { port, address: from }) => gateway.hear(data.toString(), port, from));
    return gateway;
  }

  fallSilent(): void {
    this.silent = true;
  }

  close(): void {
    this.socket.close();
  }

  private hear(message: string, port: number, address: string): void {
    const [request = '', ...headers] = message.split('\r\n');
    if (request.startsWith('INVITE ')) this.invites.add(headers.find((line) => /^Call-ID:/i.test(line)) ?? message);
    if (this.silent || !request.startsWith('OPTIONS ')) return;
    const copied = headers.filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
    this.socket.send(['SIP/2.0 200 OK', ...copied, 'Content-Length: 0', '', ''].join('\r\n'), port, address);
  }
}
