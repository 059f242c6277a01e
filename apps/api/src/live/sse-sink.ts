import type { LiveReset, LiveStale } from '@trunkline/contracts';
import type { Response } from 'express';
import type { EventChunk, SharedSnapshot, StreamSink } from './stream-sink.js';

/** How soon a browser's EventSource comes back after a cut. */
const retryMs = 1000;

/** Server-sent events (WHATWG HTML, section 9.2) over one response. */
export class SseSink implements StreamSink {
  constructor(private readonly response: Response) {
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    // No proxy may gather or compress what it should pass on at once; nginx has a header of its own for that.
    response.setHeader('Cache-Control', 'no-store, no-transform');
    response.setHeader('X-Accel-Buffering', 'no');
    // The end of the connection ends the response (RFC 9112 section 6.3): each write is one buffer, without the frame of a chunk.
    response.setHeader('Connection', 'close');
    response.removeHeader('Transfer-Encoding');
    response.flushHeaders();
    response.write(`retry: ${retryMs}\n\n`);
  }

  get full(): boolean {
    return this.response.writableNeedDrain;
  }

  onDrain(listener: () => void): void {
    this.response.on('drain', listener);
  }

  snapshot(shared: SharedSnapshot): void {
    const { snapshot } = shared;
    shared.bytes ??= Buffer.from(`event: snapshot\nid: ${snapshot.seq}\ndata: ${JSON.stringify(snapshot)}\n\n`);
    this.response.write(shared.bytes);
  }

  reset(reset: LiveReset): void {
    this.response.write(`event: reset\ndata: ${JSON.stringify(reset)}\n\n`);
  }

  events(chunk: EventChunk): void {
    chunk.bytes ??= Buffer.from(chunk.entries.map(({ seq, json }) => `id: ${seq}\ndata: ${json}\n\n`).join(''));
    this.response.write(chunk.bytes);
  }

  stale(stale: LiveStale): void {
    this.response.write(`event: stale\ndata: ${JSON.stringify(stale)}\n\n`);
  }

  /** An id without data: a browser keeps it as its Last-Event-ID and dispatches nothing. */
  place(seq: number): void {
    this.response.write(`id: ${seq}\n\n`);
  }

  keepAlive(): void {
    this.response.write(': keep-alive\n\n');
  }

  cut(): void {
    this.response.destroy();
  }

  /** The next request of the client is answered 401 or 403. */
  refuse(): void {
    this.response.end();
  }
}
