import type { ChannelView } from './call-event.js';
import { RecentIds } from './recent-ids.js';

/** What is remembered of ended channels and joined calls, so that a late event does not bring them back. */
const REMEMBERED = 20_000;

interface Place {
  linkedid: string;
  /** When the channel was first seen, on the board's clock. */
  seen: number;
}

/**
 * To which call each channel belongs. Linkedids that turned out to be one call are joined (union-find): whatever still
 * bears the one that was given up is found under the other.
 */
export class CallPlaces {
  private readonly places = new Map<string, Place>();
  private readonly ended = new RecentIds(REMEMBERED);
  private readonly joined = new Map<string, string>();

  /** The linkedid under which a call goes on. */
  rootOf(linkedid: string): string {
    let root = linkedid;
    for (let next = this.joined.get(root); next !== undefined; next = this.joined.get(root)) root = next;
    return root;
  }

  /** The call a channel is in, undefined when the channel is not known. */
  callOf(channelId: string): string | undefined {
    const place = this.places.get(channelId);
    return place && this.rootOf(place.linkedid);
  }

  /** The call of a channel: one that nothing is known of is its own. */
  linkedidOf({ id, linkedid }: Pick<ChannelView, 'id' | 'linkedid'>): string {
    return linkedid === null ? (this.callOf(id) ?? id) : this.rootOf(linkedid);
  }

  /** From here on `absorbed` is `root`. */
  join(absorbed: string, root: string): void {
    this.joined.set(absorbed, root);
    if (this.joined.size <= REMEMBERED) return;
    const oldest = this.joined.keys().next();
    if (!oldest.done) this.joined.delete(oldest.value);
  }

  hold(channelId: string, linkedid: string, seen: number): void {
    if (!this.places.has(channelId)) this.places.set(channelId, { linkedid, seen });
  }

  seenBefore(channelId: string, mark: number): boolean {
    const place = this.places.get(channelId);
    return place === undefined || place.seen <= mark;
  }

  release(channelId: string): void {
    this.places.delete(channelId);
    this.ended.add(channelId);
  }

  hasEnded(channelId: string): boolean {
    return this.ended.has(channelId);
  }
}
