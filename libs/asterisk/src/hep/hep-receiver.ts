import { createSocket, type Socket } from 'node:dgram';
import type { Log } from '../log.js';
import { decodeHep } from './decode-hep.js';
import { readSipMessage, type SipMessage } from './read-sip-message.js';

/** A SIP message that Asterisk sent or got. */
export interface SeenSipMessage extends SipMessage {
  source: string;
  destination: string;
  at: number;
}

export interface HepReceiverOptions {
  host: string;
  port: number;
  /** What is looked at, by the method in CSeq: most messages are those of calls. */
  methods: readonly string[];
  /** Whether to look at such a message, by its first line. */
  isWanted?: (cseqMethod: string, startLine: string) => boolean;
  onMessage: (message: SeenSipMessage) => void;
  log: Log;
}

const sip = 1;
const retryAfterMs = 5000;

const cseq = '\r\nCSeq: ';

/**
 * The method in the CSeq of the SIP message in a datagram, at the price of one search; null where it is written in another
 * way than nearly all do.
 */
function methodIn(datagram: Buffer): string | null {
  const at = datagram.indexOf(cseq);
  if (at < 0) return null;
  const line = datagram.toString('latin1', at + cseq.length, datagram.indexOf('\r\n', at + cseq.length));
  return /^\d+ ([A-Z]+)$/.exec(line)?.[1] ?? null;
}

function firstLineOf(payload: Buffer): string {
  const end = payload.indexOf('\r\n');
  return payload.toString('latin1', 0, end < 0 ? payload.length : end);
}

/** Receives the SIP messages that Asterisk copies to us (res_hep). A port that is taken is tried again. */
export class HepReceiver {
  private socket: Socket | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: HepReceiverOptions) {}

  start(): void {
    const { host, port, log } = this.options;
    const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' });
    this.socket = socket;
    socket.on('message', (datagram) => this.take(datagram));
    socket.on('error', (error) => {
      log.warn({ err: error }, 'SIP messages cannot be received; trunks have no detailed reasons until they can');
      socket.close();
      if (this.socket === socket) this.retry = setTimeout(() => this.start(), retryAfterMs);
    });
    socket.bind({ address: host, port });
  }

  stop(): void {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = undefined;
    socket?.close();
  }

  private take(datagram: Buffer): void {
    const { methods, isWanted = () => true } = this.options;
    const method = methodIn(datagram);
    if (method !== null && !methods.includes(method)) return;
    const packet = decodeHep(datagram);
    if (packet === null || packet.protocol !== sip) return;
    if (method !== null && !isWanted(method, firstLineOf(packet.payload))) return;
    const message = readSipMessage(packet.payload);
    if (message === null) return;
    const { source, destination, at } = packet;
    this.options.onMessage({ ...message, source, destination, at });
  }
}
