import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { SAMPLE_RATE, toneSamples } from '@trunkline/domain';
import { decodeMulaw, encodeMulaw } from './mulaw.js';

const PACKET_MS = 20;
const PACKET_SAMPLES = (SAMPLE_RATE * PACKET_MS) / 1000;
const HEADER = 12;
/** The payload type of events in SDP of the phones. */
const EVENT = 101;
const EVENT_TURNS = 5;

/**
 * One end of an RTP stream (RFC 3550) that speaks G.711 µ-law. It sends a tone to whoever sends to it, as a phone
 * behind symmetric RTP does, and keeps what it hears.
 */
export class RtpEndpoint {
  readonly #socket: Socket;
  readonly #heard: number[] = [];
  readonly #frequency: number;
  #peer: { address: string; port: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  readonly #pressed: { digit: number; turn: number }[] = [];
  #eventBegun = 0;

  private constructor(socket: Socket, frequency: number) {
    this.#socket = socket;
    this.#frequency = frequency;
    socket.on('message', (packet, from) => this.#receive(packet, from));
  }

  /** Binds a free even port of `address`; sends nothing before the other side is known. */
  static async open(options: { address: string; frequency: number }): Promise<RtpEndpoint> {
    for (;;) {
      const socket = createSocket('udp4');
      socket.bind(0, options.address);
      await once(socket, 'listening');
      if (socket.address().port % 2 === 0) return new RtpEndpoint(socket, options.frequency);
      socket.close();
    }
  }

  /** The port to name in SDP. */
  get port(): number {
    return this.#socket.address().port;
  }

  /** Everything heard so far, linear samples at 8 kHz in order of arrival. */
  heard(): Int16Array {
    return Int16Array.from(this.#heard);
  }

  /** Forgets what was heard: for measuring what comes after a change. */
  forget(): void {
    this.#heard.length = 0;
  }

  /** Sends to a given address, for a side that waits for the first packet. */
  sendTo(address: string, port: number): void {
    this.#peer = { address, port };
    this.#timer ??= setInterval(() => this.#send(), PACKET_MS);
  }

  /**
   * Presses a digit for 100 ms, as events of payload type 101 (RFC 4733) in place of the tone, to whoever sends to it. Digits
   * that are pressed meanwhile come after it.
   */
  press(digit: number): void {
    for (let turn = 1; turn <= EVENT_TURNS; turn += 1) this.#pressed.push({ digit, turn });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #receive(packet: Buffer, from: RemoteInfo): void {
    const isMulaw = packet.length > HEADER && ((packet[1] ?? 0) & 0x7f) === 0;
    if (!isMulaw) return;
    const first = HEADER + 4 * ((packet[0] ?? 0) & 0x0f);
    for (const byte of packet.subarray(first)) this.#heard.push(decodeMulaw(byte));
    this.sendTo(from.address, from.port);
  }

  #send(): void {
    const pressed = this.#pressed.shift();
    if (pressed) this.#sendEvent(pressed);
    else this.#sendTone();
  }

  #sendTone(): void {
    const samples = toneSamples(this.#frequency, this.#sent * PACKET_SAMPLES, PACKET_SAMPLES);
    this.#sendPacket(0, this.#sent, Buffer.from(Array.from(samples, encodeMulaw)));
  }

  /** The marker begins an event and three packets at once end it; each tells how long it lasts by now. */
  #sendEvent({ digit, turn }: { digit: number; turn: number }): void {
    const [begins, ends] = [turn === 1, turn === EVENT_TURNS];
    if (begins) this.#eventBegun = this.#sent;
    const lasts = turn * PACKET_SAMPLES;
    const payload = Buffer.from([digit, ends ? 0x8a : 0x0a, lasts >> 8, lasts & 0xff]);
    for (let copy = 0; copy < (ends ? 3 : 1); copy += 1)
      this.#sendPacket(begins ? 0x80 | EVENT : EVENT, this.#eventBegun, payload);
  }

  #sendPacket(type: number, turn: number, payload: Buffer): void {
    if (!this.#peer) return;
    const header = Buffer.alloc(HEADER);
    header[0] = 0x80;
    header[1] = type;
    header.writeUInt16BE(this.#sent & 0xffff, 2);
    header.writeUInt32BE((turn * PACKET_SAMPLES) >>> 0, 4);
    header.writeUInt32BE(0x7a11e, 8);
    this.#sent += 1;
    this.#socket.send(Buffer.concat([header, payload]), this.#peer.port, this.#peer.address);
  }
}
