import type { EventFilter, Permission } from '@trunkline/contracts';
import { type EventSelection, selectionOf } from './event-selection.js';
import type { EventChunk, StreamSink } from './stream-sink.js';

/** Events that are not for a client are told as a place at the latest after so many. */
const tellPlaceAfter = 500;

/** Who follows the stream over a sink, and what they asked for. `admit` judges the credential anew, or throws. */
export interface StreamFollower {
  holderId: string;
  permissions: readonly Permission[];
  filter: EventFilter;
  since: number | undefined;
  admit: () => Promise<readonly Permission[]>;
}

/** One client of the stream: how far it is in the log. It has no buffer of its own; the log waits for it. */
export class StreamClient {
  /** Seq up to which it has got everything that is for it. */
  place = 0;
  /** `reading`: its next events are asked of the database. */
  state: 'beginning' | 'following' | 'reading' | 'gone' = 'beginning';
  selection: EventSelection;
  /** Since when its sink is full; undefined while it takes what it is sent. */
  fullSince: number | undefined;
  /** A word on staleness that did not fit in. */
  owesStale = false;
  private shown = 0;
  private beginnings = 0;

  constructor(
    readonly sink: StreamSink,
    readonly follower: StreamFollower,
  ) {
    this.selection = selectionOf(follower.permissions, follower.filter);
  }

  /** Sends what is for it of the events that follow its place. */
  take(chunk: EventChunk): void {
    this.place = chunk.to;
    if (chunk.entries.length > 0) {
      this.sink.events(chunk);
      this.shown = chunk.entries.at(-1)?.seq ?? this.shown;
    }
    if (this.place - this.shown >= tellPlaceAfter) this.tellPlace();
  }

  /** The result tells whether this beginning still counts: the client is there, and no other was made since. */
  beginAnew(): () => boolean {
    this.state = 'beginning';
    this.beginnings += 1;
    const mine = this.beginnings;
    return () => this.state === 'beginning' && this.beginnings === mine;
  }

  startAt(seq: number): void {
    this.place = seq;
    this.shown = seq;
  }

  /** Notes whether its sink is full now. */
  blocked(now: number): boolean {
    if (!this.sink.full) this.fullSince = undefined;
    else this.fullSince ??= now;
    return this.fullSince !== undefined;
  }

  keepAlive(): void {
    if (this.sink.full) return;
    if (this.place > this.shown && this.state === 'following') this.tellPlace();
    this.sink.keepAlive();
  }

  private tellPlace(): void {
    this.shown = this.place;
    this.sink.place(this.place);
  }
}
