import type { CallEvent, ChannelEvent, ChannelView } from './call-event.js';
import type { CallPlaces } from './call-places.js';

/**
 * Channels of which something is known, but not to which call they belong: no event of ARI says so. Who calls in begins a
 * call (`Ring`); what is known of any other channel waits here until a `Dial` or a bridge shows with whom it is, or until
 * Asterisk was asked.
 */
export class Strangers {
  private readonly held = new Map<string, ChannelEvent[]>();

  constructor(private readonly places: CallPlaces) {}

  get ids(): string[] {
    return [...this.held.keys()];
  }

  /** Whether it is known to which call a channel belongs. */
  knows({ id, linkedid, state }: ChannelView): boolean {
    return linkedid !== null || state === 'Ring' || this.places.callOf(id) !== undefined || this.places.hasEnded(id);
  }

  /** What can be told now that this has happened, in order: of strangers nothing. */
  ready(event: CallEvent): CallEvent[] {
    if (event.kind === 'joined') return [event];
    if (event.kind === 'dial') {
      const { caller, peer } = event;
      if (this.knows(peer)) return [event];
      if (caller && !this.knows(caller)) return [];
      const linkedid = caller ? this.places.linkedidOf(caller) : peer.id;
      return [...this.release(peer.id, linkedid), { ...event, peer: { ...peer, linkedid } }];
    }
    const { channel } = event;
    if (this.knows(channel)) return [...this.release(channel.id, this.places.linkedidOf(channel)), event];
    if (event.kind === 'destroyed') return [...this.giveUp(channel.id), event];
    this.held.set(channel.id, [...(this.held.get(channel.id) ?? []), event]);
    const others = event.kind === 'bridge' ? event.others : [];
    const linkedid = others.map((id) => this.places.callOf(id)).find((known) => known !== undefined);
    return linkedid === undefined ? [] : this.release(channel.id, linkedid);
  }

  /** What can be told now that Asterisk was asked for the linkedid of a channel; null: it is gone. */
  learn(channelId: string, linkedid: string | null): CallEvent[] {
    return linkedid === null ? this.giveUp(channelId) : this.release(channelId, linkedid);
  }

  /** Nobody can be asked any more: one that was dialled is left out, any other is taken for the one that made its call. */
  private giveUp(channelId: string): CallEvent[] {
    const last = this.held.get(channelId)?.at(-1);
    return this.release(channelId, last?.channel.dialled === false ? channelId : null);
  }

  /** The events that were held of a channel, which is in this call. */
  private release(channelId: string, linkedid: string | null): CallEvent[] {
    const events = this.held.get(channelId) ?? [];
    this.held.delete(channelId);
    return linkedid === null ? [] : events.map((event) => ({ ...event, channel: { ...event.channel, linkedid } }));
  }
}
