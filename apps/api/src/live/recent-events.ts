/**
 * An event as JSON, made once for all clients, what is looked at to choose it, and the trunks and extensions that its call has
 * named so far. One text: thousands are kept, and of whole events the garbage collector would visit each leg of each call.
 */
export interface StreamEntry {
  seq: number;
  /** What comes before the dot of its type. */
  topic: string;
  callId: string | undefined;
  json: string;
  subjects: ReadonlySet<string>;
}

/** The newest events of the log in memory, without a gap, bounded by count and by bytes. */
export class RecentEvents {
  private entries: StreamEntry[] = [];
  private first = 0;
  private bytes = 0;
  /** Seq before the oldest that is kept; undefined until the log was looked at. */
  private base: number | undefined;

  constructor(private readonly bounds: { recentEvents: number; recentBytes: number }) {}

  /** Begins anew at a place: nothing is kept, and the next event is the one that follows it. */
  beginAt(seq: number): void {
    this.entries = [];
    this.first = 0;
    this.bytes = 0;
    this.base = seq;
  }

  /** The newest seq that is known; undefined until the log was looked at. */
  get newest(): number | undefined {
    return this.base === undefined ? undefined : this.base + this.entries.length - this.first;
  }

  /** Adds the event that follows the newest. */
  add(entry: StreamEntry): void {
    this.entries.push(entry);
    this.bytes += entry.json.length;
    const { recentEvents, recentBytes } = this.bounds;
    while (this.entries.length - this.first > recentEvents || this.bytes > recentBytes) this.forgetOldest();
    if (this.first > 1000 && this.first > this.entries.length / 2) {
      this.entries = this.entries.slice(this.first);
      this.first = 0;
    }
  }

  /** What follows `seq`, from one event on up to `bytes` in all; undefined when memory does not reach back to it. */
  after(seq: number, bytes: number): StreamEntry[] | undefined {
    if (this.base === undefined || seq < this.base) return undefined;
    const found: StreamEntry[] = [];
    let size = 0;
    for (let index = this.first + seq - this.base; size < bytes; index++) {
      const entry = this.entries[index];
      if (!entry) break;
      found.push(entry);
      size += entry.json.length;
    }
    return found;
  }

  private forgetOldest(): void {
    this.bytes -= this.entries[this.first]?.json.length ?? 0;
    this.first += 1;
    this.base = (this.base ?? 0) + 1;
  }
}
