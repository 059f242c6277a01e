import type { Call, NewLiveEvent } from '@trunkline/contracts';
import { type Directory, emptyDirectory } from '../directory/directory.js';
import type { CallEvent, ChannelView, LegEvent } from './call-event.js';
import { CallPlaces } from './call-places.js';
import { newCall } from './new-call.js';
import { readCallEvent } from './read-call-event.js';
import { RecentIds } from './recent-ids.js';
import { endGoneLegs, mergeCalls, reduceCall } from './reduce-call.js';
import { Strangers } from './strangers.js';

/** What is remembered of ended calls, so that a late event does not bring them back. */
const REMEMBERED = 20_000;

/** What the board needs from outside; all of it is a value in a test. */
export interface CallBoardOptions {
  nodeId: string;
  now: () => Date;
  newId: () => string;
}

/** A place in the order of events; see `CallBoard.reconcile`. */
export type BoardMark = number;

type CallEventType = 'call.started' | 'call.updated' | 'call.ended' | 'call.merged';
export type CallDraft = Extract<NewLiveEvent, { type: CallEventType }>;

/**
 * The calls of one node that are going on. It feeds each event to the pure `reduceCall` of the call it belongs to,
 * in constant time, and says what became visible: one call.started, call.updated for each visible change, and for every
 * call it started or was given exactly one end: call.ended, or call.merged when it turned out to be part of another.
 */
export class CallBoard {
  directory: Directory = emptyDirectory;
  private readonly calls = new Map<string, Call>();
  private readonly places = new CallPlaces();
  private readonly strangers = new Strangers(this.places);
  private readonly endedCalls = new RecentIds(REMEMBERED);
  private clock: BoardMark = 0;
  /** When the Asterisk was started that was compared with last. */
  private bootedAt: string | null = null;

  constructor(private readonly options: CallBoardOptions) {}

  /**
   * Calls that were already published: they go on, and get their end from here. Those of `over` had theirs and are not
   * begun again.
   */
  restore(calls: readonly Call[], over: readonly Call[] = []): void {
    for (const call of over) this.endedCalls.add(call.linkedid);
    for (const call of calls) {
      if (call.state === 'ended' || this.calls.has(call.linkedid) || this.endedCalls.has(call.linkedid)) continue;
      this.calls.set(call.linkedid, call);
      for (const leg of call.legs) if (leg.state !== 'ended') this.places.hold(leg.id, call.linkedid, this.clock);
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
    return event ? this.strangers.ready(event).flatMap((each) => this.apply(each)) : [];
  }

  /** Channels of which something is known, but not to which call they belong: Asterisk should be asked (`learn`). */
  get waiting(): string[] {
    return this.strangers.ids;
  }

  /** Whether it is known to which call a channel belongs. */
  knows(channel: ChannelView): boolean {
    return this.strangers.knows(channel);
  }

  /** Asterisk was asked for the linkedid of a channel that waits; null: it is gone. */
  learn(channelId: string, linkedid: string | null): CallDraft[] {
    return this.strangers.learn(channelId, linkedid).flatMap((each) => this.apply(each));
  }

  apply(event: CallEvent): CallDraft[] {
    this.clock += 1;
    if (event.kind === 'dial') return this.applyDial(event);
    if (event.kind === 'joined')
      return this.join(
        event.channels.flatMap((id) => this.places.callOf(id) ?? []),
        event.at,
      );
    if (this.places.hasEnded(event.channel.id)) return [];
    return this.applyTo(event.channel, event, event.kind === 'bridge' ? event.others : []);
  }

  private applyDial(event: CallEvent & { kind: 'dial' }): CallDraft[] {
    const { at, peer } = event;
    const caller = event.caller && !this.places.hasEnded(event.caller.id) ? event.caller : null;
    const drafts = caller ? this.applyTo(caller, { kind: 'channel', at, channel: caller, created: false }) : [];
    if (this.places.hasEnded(peer.id)) return drafts;
    return [...drafts, ...this.applyTo(peer, { ...event, caller: null }, caller ? [caller.id] : [])];
  }

  /** Where the board is now. Take it before asking Asterisk for its channels. */
  mark(): BoardMark {
    return this.clock;
  }

  /**
   * Makes the board agree with the channels Asterisk had some time after `mark`: ends what it has not, adds what is
   * new. A channel that appeared after `mark` is not in the answer for sure, so it stays. `bootedAt` (RFC 3339) is when
   * this Asterisk was started: what is gone and older than that, or was there before another start, crashed with it.
   */
  reconcile(channels: readonly ChannelView[], mark: BoardMark, bootedAt: string | null = null): CallDraft[] {
    const at = this.options.now().toISOString();
    const restarted = this.bootedAt !== null && bootedAt !== null && this.bootedAt !== bootedAt;
    this.bootedAt = bootedAt ?? this.bootedAt;
    const present = new Set(channels.map((channel) => channel.id));
    const drafts: CallDraft[] = [];
    for (const call of this.list()) {
      const gone = new Set(
        call.legs
          .filter((leg) => leg.state !== 'ended' && !present.has(leg.id) && this.places.seenBefore(leg.id, mark))
          .map((leg) => leg.id),
      );
      const noLegLeft = call.legs.every((leg) => leg.state === 'ended');
      const crashed = restarted || (bootedAt !== null && Date.parse(call.startedAt) < Date.parse(bootedAt));
      const reason = gone.size === 0 ? 'hangup' : crashed ? 'pbx_crash' : 'unknown';
      if (gone.size > 0 || noLegLeft) drafts.push(...this.replace(call, endGoneLegs(call, gone, at, reason)));
      for (const id of gone) this.places.release(id);
    }
    // Who made a call comes first: its start then says who called whom.
    const isRoot = (channel: ChannelView) => channel.id === this.places.linkedidOf(channel);
    for (const channel of [...channels].sort((a, b) => Number(isRoot(b)) - Number(isRoot(a)))) {
      this.clock += 1;
      if (this.places.hasEnded(channel.id)) continue;
      drafts.push(...this.applyTo(channel, { kind: 'channel', at, channel, created: true }));
    }
    return drafts;
  }

  private applyTo(channel: ChannelView, event: LegEvent, together: readonly string[] = []): CallDraft[] {
    const joined = this.joinCalls(channel, event, together);
    const linkedid = this.places.linkedidOf(channel);
    const known = this.calls.get(linkedid);
    if (event.kind === 'destroyed' && this.places.callOf(channel.id) === undefined) {
      this.places.release(channel.id);
      return joined;
    }
    if (!known && (event.kind === 'destroyed' || this.endedCalls.has(linkedid))) return joined;
    this.places.hold(channel.id, linkedid, this.clock);
    const before = known ?? newCall(this.options.nodeId, { ...channel, linkedid });
    const after = reduceCall(before, event, this.directory);
    if (event.kind === 'destroyed') this.places.release(channel.id);
    return [...joined, ...(known ? this.replace(known, after) : this.start(after))];
  }

  /**
   * Makes one call of those that this event shows to be one: the channel bears another linkedid than before, shares a
   * bridge with channels of another call (an attended transfer), or answers for the channel that was dialled (a pickup).
   */
  private joinCalls(channel: ChannelView, event: LegEvent, together: readonly string[]): CallDraft[] {
    const own = this.places.linkedidOf(channel);
    return this.join([own, ...[channel.id, ...together].map((id) => this.places.callOf(id) ?? own)], event.at);
  }

  /** Makes one call of those with these linkedids. */
  private join(linkedids: readonly string[], at: string): CallDraft[] {
    const different = [...new Set(linkedids)];
    if (different.length < 2) return [];
    // Asterisk gives all of them the oldest linkedid.
    const [root, ...absorbed] = different
      .flatMap((linkedid) => this.calls.get(linkedid) ?? [])
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    if (!root) return [];
    for (const linkedid of different) if (!this.calls.has(linkedid)) this.places.join(linkedid, root.linkedid);
    return absorbed.flatMap((call) => this.merge(root, call, at));
  }

  private merge({ linkedid }: Call, absorbed: Call, at: string): CallDraft[] {
    const root = this.calls.get(linkedid);
    if (!root) return [];
    const merged = mergeCalls(root, absorbed, at, this.directory);
    this.places.join(absorbed.linkedid, linkedid);
    this.calls.delete(absorbed.linkedid);
    return [...this.replace(root, merged.root), this.draft('call.merged', merged.absorbed)];
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
    if (after === before) return [];
    this.calls.set(after.linkedid, after);
    return [this.draft('call.updated', after)];
  }

  private draft(type: CallEventType, data: Call): CallDraft {
    return { type, id: this.options.newId(), at: this.options.now().toISOString(), data };
  }
}
