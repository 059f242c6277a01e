import type { Call, NewLiveEvent } from '@trunkline/contracts';
import { type Directory, emptyDirectory } from '../directory/directory.js';
import type { CallEvent, ChannelView } from './call-event.js';
import { newCall } from './new-call.js';
import { readCallEvent } from './read-call-event.js';
import { RecentIds } from './recent-ids.js';
import { endGoneLegs, reduceCall } from './reduce-call.js';

/** What is remembered of ended channels and calls, so that a late event does not bring them back. */
const REMEMBERED = 20_000;

/** What the board needs from outside; all of it is a value in a test. */
export interface CallBoardOptions {
  nodeId: string;
  now: () => Date;
  newId: () => string;
}

/** A place in the order of events; see `CallBoard.reconcile`. */
export type BoardMark = number;

type CallEventType = 'call.started' | 'call.updated' | 'call.ended';
export type CallDraft = Extract<NewLiveEvent, { type: CallEventType }>;

/**
 * The calls of one node that are going on. It feeds each event to the pure `reduceCall` of the call it belongs to,
 * in constant time, and says what became visible: one call.started, call.updated for each visible change, exactly
 * one call.ended for every call it started or was given.
 */
export class CallBoard {
  directory: Directory = emptyDirectory;
  private readonly calls = new Map<string, Call>();
  /** Channel id -> the linkedid of its call and when the channel was first seen. */
  private readonly channels = new Map<string, { linkedid: string; seen: BoardMark }>();
  private readonly endedChannels = new RecentIds(REMEMBERED);
  private readonly endedCalls = new RecentIds(REMEMBERED);
  private clock: BoardMark = 0;

  constructor(private readonly options: CallBoardOptions) {}

  /** Calls that were already published, from the database: they go on, and get their end from here. */
  restore(calls: readonly Call[]): void {
    for (const call of calls) {
      if (call.state === 'ended' || this.calls.has(call.linkedid) || this.endedCalls.has(call.linkedid)) continue;
      this.calls.set(call.linkedid, call);
      for (const leg of call.legs) if (leg.state !== 'ended') this.hold(leg.id, call.linkedid);
    }
  }

  list(): Call[] {
    return [...this.calls.values()];
  }

  find(callId: string): Call | null {
    for (const call of this.calls.values()) if (call.id === callId) return call;
    return null;
  }

  /** Whether the call with this id ended here not long ago. */
  endedRecently(linkedid: string): boolean {
    return this.endedCalls.has(linkedid);
  }

  /** Takes an ARI event as Asterisk sent it. Never throws: what is not understood changes nothing. */
  take(raw: { type: string; [field: string]: unknown }): CallDraft[] {
    const event = readCallEvent(raw, this.options.now());
    return event ? this.apply(event) : [];
  }

  apply(event: CallEvent): CallDraft[] {
    this.clock += 1;
    const main = event.kind === 'dial' ? event.peer : event.channel;
    if (event.kind !== 'dial') return this.endedChannels.has(main.id) ? [] : this.applyTo(main, event);
    const caller = event.caller && !this.endedChannels.has(event.caller.id) ? event.caller : null;
    const drafts = caller
      ? this.applyTo(caller, { kind: 'channel', at: event.at, channel: caller, created: false })
      : [];
    if (this.endedChannels.has(main.id)) return drafts;
    return [...drafts, ...this.applyTo(main, { ...event, caller: null })];
  }

  /** Where the board is now. Take it before asking Asterisk for its channels. */
  mark(): BoardMark {
    return this.clock;
  }

  /**
   * Makes the board agree with the channels Asterisk had some time after `mark`: ends what it has not, adds what is
   * new. A channel that appeared after `mark` is not in the answer for sure, so it stays. `pbxStartedAt` is when this
   * Asterisk started: a call that is older went down with the one before it.
   */
  reconcile(channels: readonly ChannelView[], mark: BoardMark, pbxStartedAt: string | null = null): CallDraft[] {
    const at = this.options.now().toISOString();
    const present = new Set(channels.map((channel) => channel.id));
    const drafts: CallDraft[] = [];
    for (const call of this.list()) {
      const gone = new Set(
        call.legs
          .filter((leg) => leg.state !== 'ended' && !present.has(leg.id) && this.seenBefore(leg.id, mark))
          .map((leg) => leg.id),
      );
      const noLegLeft = call.legs.every((leg) => leg.state === 'ended');
      const reason = gone.size === 0 ? 'hangup' : isOlder(call, pbxStartedAt) ? 'pbx_crash' : 'unknown';
      if (gone.size > 0 || noLegLeft) drafts.push(...this.replace(call, endGoneLegs(call, gone, at, reason)));
      for (const id of gone) this.release(id);
    }
    for (const channel of channels) {
      this.clock += 1;
      if (this.endedChannels.has(channel.id)) continue;
      drafts.push(...this.applyTo(channel, { kind: 'channel', at, channel, created: true }));
    }
    return drafts;
  }

  private applyTo(channel: ChannelView, event: CallEvent): CallDraft[] {
    const moved = this.followLinkedid(channel, event.at);
    const known = this.calls.get(channel.linkedid);
    if (event.kind === 'destroyed' && !this.channels.has(channel.id)) {
      this.endedChannels.add(channel.id);
      return moved;
    }
    if (!known && (event.kind === 'destroyed' || this.endedCalls.has(channel.linkedid))) return moved;
    this.hold(channel.id, channel.linkedid);
    const before = known ?? newCall(this.options.nodeId, channel, this.directory);
    const after = reduceCall(before, event, this.directory);
    if (event.kind === 'destroyed') this.release(channel.id);
    return [...moved, ...(known ? this.replace(known, after) : this.start(after))];
  }

  /**
   * A channel that joined another linkedid (an attended transfer) leaves its call for that one. The call it leaves
   * ends when this was its last leg.
   */
  private followLinkedid(channel: ChannelView, at: string): CallDraft[] {
    const place = this.channels.get(channel.id);
    if (!place || place.linkedid === channel.linkedid) return [];
    const left = this.calls.get(place.linkedid);
    this.channels.set(channel.id, { ...place, linkedid: channel.linkedid });
    return left ? this.replace(left, endGoneLegs(left, new Set([channel.id]), at)) : [];
  }

  private start(call: Call): CallDraft[] {
    this.calls.set(call.linkedid, call);
    return [this.draft('call.started', call)];
  }

  private replace(before: Call, after: Call): CallDraft[] {
    if (after.state === 'ended') {
      this.calls.delete(after.linkedid);
      this.endedCalls.add(after.linkedid);
      return [this.draft('call.ended', after)];
    }
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    this.calls.set(after.linkedid, after);
    return [this.draft('call.updated', after)];
  }

  private draft(type: CallEventType, data: Call): CallDraft {
    return { type, id: this.options.newId(), at: this.options.now().toISOString(), data };
  }

  private seenBefore(channelId: string, mark: BoardMark): boolean {
    const place = this.channels.get(channelId);
    return place === undefined || place.seen <= mark;
  }

  private hold(channelId: string, linkedid: string): void {
    if (!this.channels.has(channelId)) this.channels.set(channelId, { linkedid, seen: this.clock });
  }

  private release(channelId: string): void {
    this.channels.delete(channelId);
    this.endedChannels.add(channelId);
  }
}

const isOlder = (call: Call, pbxStartedAt: string | null): boolean =>
  pbxStartedAt !== null && Date.parse(call.startedAt) < Date.parse(pbxStartedAt);
