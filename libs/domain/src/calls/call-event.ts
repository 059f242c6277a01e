/** A channel as an ARI event shows it, its text cleaned. */
export interface ChannelView {
  id: string;
  /** Name of the pjsip endpoint, `e_…` or `t_…`. */
  endpoint: string;
  /** Asterisk's channel state: `Down`, `Ring`, `Ringing`, `Up` … */
  state: string;
  /** Null in what ARI tells: a channel belongs to the call of who dialled it, see `CallBoard`. */
  linkedid: string | null;
  /** Whether it was made to call somebody, so that another channel has made the call. */
  dialled: boolean;
  number: string | null;
  callerName: string | null;
  /** The extension the channel is at: when it has just been created by a phone or carrier, what was dialled. */
  exten: string | null;
  sipCallId: string | null;
  /** ISO time of the channel's creation. */
  createdAt: string;
}

/** What the reducer understands of ARI's events. `at` is Asterisk's time, ISO 8601 in UTC. */
export type CallEvent =
  | { kind: 'channel'; at: string; channel: ChannelView; created: boolean }
  /** `routeRef`: the outbound route over which it goes, `r_…`. */
  | { kind: 'dial'; at: string; caller: ChannelView | null; peer: ChannelView; routeRef: string | null }
  /** `others`: the channels in the bridge that it entered. */
  | { kind: 'bridge'; at: string; channel: ChannelView; others: readonly string[] }
  /** These channels are of one call from now on. */
  | { kind: 'joined'; at: string; channels: readonly string[] }
  | { kind: 'hold'; at: string; channel: ChannelView; held: boolean }
  | { kind: 'destroyed'; at: string; channel: ChannelView; cause: number | null; sipCode: number | null };

/** An event that tells something of one channel. */
export type LegEvent = Exclude<CallEvent, { kind: 'joined' }>;

/** One that tells of a channel what it does itself. */
export type ChannelEvent = Exclude<LegEvent, { kind: 'dial' }>;
