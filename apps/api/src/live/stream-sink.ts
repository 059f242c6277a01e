import type { LiveEvent, LiveReset, LiveSnapshot, LiveStale } from '@trunkline/contracts';
import type { StreamEntry } from './recent-events.js';

/** Some events in a row that several clients get, and the place that is reached with them. */
export interface EventChunk {
  entries: readonly StreamEntry[];
  /** Seq of the last event of the log that was looked at, be it wanted or not. */
  to: number;
  /** Events of the log that were looked at. */
  looked: number;
  /** The bytes of a transport that sends the same to all, made once, and the events of one that writes each anew. */
  bytes?: Buffer;
  events?: readonly LiveEvent[];
}

/** A snapshot that several clients get. */
export interface SharedSnapshot {
  snapshot: LiveSnapshot;
  bytes?: Buffer;
}

/** The way to one client, whatever the transport. It never keeps more than one chunk: who writes asks `full` first. */
export interface StreamSink {
  /** Whether the client has still to take what it was sent. `onDrain` tells when it has. */
  readonly full: boolean;
  onDrain(listener: () => void): void;
  snapshot(shared: SharedSnapshot): void;
  reset(reset: LiveReset): void;
  events(chunk: EventChunk): void;
  stale(stale: LiveStale): void;
  /** Shows the place that was reached by events that are not for this client. */
  place(seq: number): void;
  /** Shows that the connection is alive, where the transport does not do so itself. */
  keepAlive(): void;
  /** Closes so that the client comes back by itself and resumes. */
  cut(): void;
  /** Closes for good: the credential does not hold any more. */
  refuse(): void;
}
