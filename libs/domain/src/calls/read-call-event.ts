import { endpointOf } from '../directory/endpoint-name.js';
import { cleanText, cleanTextOrNull } from '../text/clean-text.js';
import type { CallEvent, ChannelView } from './call-event.js';

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1000 ? value : null;

const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

/** Asterisk writes `2026-11-24T03:12:25.208+0000`; anything that is no time becomes `fallback`. */
function readTime(value: unknown, fallback: Date): string {
  const written = text(value);
  const utc = utcTime.test(written) ? `${written.slice(0, -5)}Z` : '';
  // Nearly every time is of this form, which need not be made anew: it takes a fifth as long.
  if (utc !== '' && !Number.isNaN(Date.parse(utc))) return utc;
  const time = Date.parse(written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? fallback.toISOString() : new Date(time).toISOString();
}

/** The ids of the channels in a bridge. */
function channelsIn(bridge: unknown): string[] {
  const { channels } = record(bridge);
  return Array.isArray(channels) ? channels.map((id) => cleanText(text(id), 150)) : [];
}

/** Whether those in a bridge only wait there: parked calls share one and have nothing to do with each other. */
const isParking = (bridge: unknown): boolean => record(bridge).bridge_type === 'holding';

/** The ids of the channels that take part in an attended transfer; there is no target while it still rings. */
function transferred(raw: Record<string, unknown>): string[] {
  const parts = [raw.transferer_first_leg, raw.transferer_second_leg, raw.transferee, raw.transfer_target];
  return parts.map((channel) => cleanText(text(record(channel).id), 150)).filter((id) => id !== '');
}

/** The outbound route of who dials a trunk: tl-trunk has it in the options of its Dial, `b(tl-leg^s^1(t_…^r_…))`. */
function routeOf(caller: unknown): string | null {
  const { app_data: options } = record(record(caller).dialplan);
  return /,b\(tl-leg\^s\^1\(t_[a-z0-9]+\^(r_[a-z0-9]+)\)\)/.exec(text(options))?.[1] ?? null;
}

/** A channel of an ARI event or of `GET /channels`, or null when it does not say which channel it is. */
export function readChannel(value: unknown, now: Date): ChannelView | null {
  const channel = record(value);
  const id = cleanText(text(channel.id), 150);
  if (!id) return null;
  const caller = record(channel.caller);
  const { app_name: application, exten } = record(channel.dialplan);
  const state = text(channel.state);
  return {
    id,
    endpoint: endpointOf(text(channel.name)),
    state,
    linkedid: null,
    dialled: state === 'Down' || text(application).startsWith('AppDial'),
    number: cleanTextOrNull(caller.number),
    callerName: cleanTextOrNull(caller.name),
    exten: cleanTextOrNull(exten),
    sipCallId: cleanTextOrNull(channel.protocol_id, 255),
    createdAt: readTime(channel.creationtime, now),
  };
}

/**
 * What an ARI event means for calls, or null when it means nothing: unknown types and malformed events are no
 * error. `now` stands in for a time that cannot be read.
 */
export function readCallEvent(raw: { type: string; [field: string]: unknown }, now: Date): CallEvent | null {
  const at = readTime(raw.timestamp, now);
  const channel = readChannel(raw.channel, now);
  switch (raw.type) {
    case 'ChannelCreated':
      return channel && { kind: 'channel', at, channel, created: true };
    case 'ChannelStateChange':
      return channel && { kind: 'channel', at, channel, created: false };
    case 'ChannelEnteredBridge':
      if (isParking(raw.bridge)) return channel && { kind: 'hold', at, channel, held: true };
      return channel && { kind: 'bridge', at, channel, others: channelsIn(raw.bridge) };
    case 'ChannelLeftBridge':
      if (isParking(raw.bridge)) return channel && { kind: 'hold', at, channel, held: false };
      return channel && { kind: 'bridge', at, channel, others: [] };
    case 'BridgeAttendedTransfer':
      return raw.result === 'Success' ? { kind: 'joined', at, channels: transferred(raw) } : null;
    case 'ChannelHold':
      return channel && { kind: 'hold', at, channel, held: true };
    case 'ChannelUnhold':
      return channel && { kind: 'hold', at, channel, held: false };
    case 'ChannelDestroyed':
      return channel && { kind: 'destroyed', at, channel, cause: count(raw.cause), sipCode: count(raw.tech_cause) };
    case 'Dial': {
      const peer = readChannel(raw.peer, now);
      return peer && { kind: 'dial', at, caller: readChannel(raw.caller, now), peer, routeRef: routeOf(raw.caller) };
    }
    default:
      return null;
  }
}
