import type {
  EventFilter,
  LiveEvent,
  LiveReset,
  LiveServerMessages,
  LiveStale,
  Permission,
} from '@trunkline/contracts';
import type { Socket } from 'socket.io';
import type { EventChunk, SharedSnapshot, StreamSink } from './stream-sink.js';

/** What is kept on a socket. */
export interface LiveSocketData {
  /** Id of the user or API key. */
  holderId: string;
  permissions: readonly Permission[];
  since: number | undefined;
  filter: EventFilter;
}

export type LiveSocket = Socket<Record<string, never>, LiveServerMessages, Record<string, never>, LiveSocketData>;

/** A socket of the namespace `/live`. */
export class SocketSink implements StreamSink {
  constructor(private readonly socket: LiveSocket) {
    const { conn } = socket;
    // engine.io says when it begins and ends to give packets to its transport, which writes each by itself.
    const stream = conn.request.socket;
    const gather = () => stream.cork();
    const write = () => stream.uncork();
    conn.on('flush', gather).on('drain', write);
    socket.once('disconnect', () => conn.off('flush', gather).off('drain', write));
  }

  /** engine.io has no public word for the packets that its transport has not taken yet. */
  get full(): boolean {
    return (this.socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > 0;
  }

  onDrain(listener: () => void): void {
    this.socket.conn.on('drain', listener);
    this.socket.once('disconnect', () => this.socket.conn.off('drain', listener));
  }

  snapshot({ snapshot }: SharedSnapshot): void {
    this.socket.emit('snapshot', snapshot);
  }

  reset(reset: LiveReset): void {
    this.socket.emit('reset', reset);
  }

  events(chunk: EventChunk): void {
    chunk.events ??= chunk.entries.map(({ json }) => JSON.parse(json) as LiveEvent);
    for (const event of chunk.events) this.socket.emit('event', event);
  }

  stale(stale: LiveStale): void {
    this.socket.emit('stale', stale);
  }

  place(seq: number): void {
    this.socket.emit('seq', seq);
  }

  /** engine.io pings by itself. */
  keepAlive(): void {}

  /** After `disconnect` the client would stay away. */
  cut(): void {
    this.socket.conn.close(true);
  }

  refuse(): void {
    this.socket.disconnect(true);
  }
}
