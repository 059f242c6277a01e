import type { Call, CallDirection, EndReason, Leg } from '@trunkline/contracts';
import type { Directory } from '../directory/directory.js';
import { endpointKind } from '../directory/endpoint-name.js';
import type { CallEvent, ChannelView } from './call-event.js';
import { newLeg } from './new-call.js';

/** More legs than any real call has: a dialplan loop must not grow a call without end. */
const MOST_LEGS = 64;

const caller = (call: Call): Leg | undefined => call.legs.find((leg) => leg.role === 'caller');

/** Inbound, outbound or internal by the endpoints, `unknown` while no leg says so. */
export function directionOf(legs: readonly Pick<Leg, 'endpoint' | 'role'>[]): CallDirection {
  const from = legs.find((leg) => leg.role === 'caller');
  if (!from) return 'unknown';
  switch (endpointKind(from.endpoint)) {
    case 'trunk':
      return 'inbound';
    case 'extension':
      return legs.some((leg) => leg.role === 'callee' && endpointKind(leg.endpoint) === 'trunk')
        ? 'outbound'
        : 'internal';
    default:
      return 'unknown';
  }
}

/** The trunk of a call: that of the caller, else of the callee who answered, else of the last attempt. */
function trunkRefOf(legs: readonly Leg[]): string | null {
  const trunks = legs.filter((leg) => endpointKind(leg.endpoint) === 'trunk');
  const chosen =
    trunks.find((leg) => leg.role === 'caller') ?? trunks.find((leg) => leg.answeredAt !== null) ?? trunks.at(-1);
  return chosen?.endpoint ?? null;
}

function withLeg(call: Call, channel: ChannelView): Call {
  if (call.legs.length >= MOST_LEGS || call.legs.some((leg) => leg.id === channel.id)) return call;
  const isCaller = !caller(call) && (channel.id === call.linkedid || channel.state === 'Ring');
  return { ...call, legs: [...call.legs, newLeg(channel, isCaller)] };
}

function patchLeg(call: Call, id: string, change: (leg: Leg) => Leg): Call {
  return { ...call, legs: call.legs.map((leg) => (leg.id === id && leg.state !== 'ended' ? change(leg) : leg)) };
}

function see(call: Call, channel: ChannelView, at: string): Call {
  return patchLeg(withLeg(call, channel), channel.id, (leg) => {
    const sipCallId = leg.sipCallId ?? channel.sipCallId;
    if (channel.state !== 'Up' || leg.answeredAt !== null) return { ...leg, sipCallId };
    return { ...leg, sipCallId, state: 'up', answeredAt: at };
  });
}

/** What follows from the legs: state, direction, trunk, route, who was reached. */
function derive(call: Call, channel: ChannelView, directory: Directory): Call {
  const { legs } = call;
  const open = legs.filter((leg) => leg.state !== 'ended');
  const up = open.filter((leg) => leg.answeredAt !== null);
  // Once two parties spoke the call stays up, also while a transfer rings somebody else.
  const answeredAt =
    call.answeredAt ??
    (up.length > 1
      ? (up
          .map((leg) => leg.answeredAt)
          .sort()
          .at(-1) ?? null)
      : null);
  const trunkRef = trunkRefOf(legs);
  const callee =
    legs.find((leg) => leg.role === 'callee' && leg.answeredAt !== null) ?? legs.find((leg) => leg.role === 'callee');
  const reached = callee ? directory.extension(callee.endpoint) : null;
  const route = channel.routeRef ? directory.route(channel.routeRef) : null;
  return {
    ...call,
    state: answeredAt === null ? 'ringing' : open.some((leg) => leg.state === 'held') ? 'held' : 'up',
    answeredAt,
    direction: directionOf(legs),
    trunkId: trunkRef ? (directory.trunk(trunkRef)?.id ?? call.trunkId) : call.trunkId,
    routeId: route?.id ?? call.routeId,
    to: reached ? { number: call.to.number ?? reached.number, name: reached.name, extensionId: reached.id } : call.to,
  };
}

/** What the call ended with: the caller's leg says it, the callee's when only it knows. */
function end(call: Call, at: string, endReason: EndReason = 'hangup'): Call {
  const first = caller(call);
  // After a CANCEL the caller's leg has its 487, the callee's a code Asterisk made up.
  const cancelled = first?.sipCode === 487;
  const failed = call.legs.filter((leg) => leg.role === 'callee' && leg.sipCode !== null).at(-1);
  return {
    ...call,
    state: 'ended',
    endedAt: at,
    endReason,
    hangupCause: first?.cause ?? call.legs.find((leg) => leg.cause !== null)?.cause ?? null,
    sipCode: call.answeredAt !== null ? null : cancelled ? 487 : (failed?.sipCode ?? first?.sipCode ?? null),
  };
}

/**
 * The call after the event. Pure: takes and returns a value. A call that ended stays as it is, and an event about
 * a leg that ended changes nothing.
 */
export function reduceCall(call: Call, event: CallEvent, directory: Directory): Call {
  if (call.state === 'ended') return call;
  switch (event.kind) {
    case 'channel':
    case 'bridge':
      return derive(see(call, event.channel, event.at), event.channel, directory);
    case 'dial': {
      const withCaller = event.caller ? see(call, event.caller, event.at) : call;
      return derive(see(withCaller, event.peer, event.at), event.peer, directory);
    }
    case 'hold': {
      const seen = see(call, event.channel, event.at);
      const state = event.held ? 'held' : 'up';
      return derive(
        patchLeg(seen, event.channel.id, (leg) => (leg.answeredAt === null ? leg : { ...leg, state })),
        event.channel,
        directory,
      );
    }
    case 'destroyed':
      return endLeg(call, event.channel, event, directory);
  }
}

function endLeg(
  call: Call,
  channel: ChannelView,
  { at, cause, sipCode }: { at: string; cause: number | null; sipCode: number | null },
  directory: Directory,
): Call {
  // The channel may say Up here although nothing told when it was answered: then nobody knows.
  const seen = withLeg(call, channel);
  const changed = patchLeg(seen, channel.id, (leg) => ({ ...leg, state: 'ended', endedAt: at, cause, sipCode }));
  const derived = derive(changed, channel, directory);
  return derived.legs.every((leg) => leg.state === 'ended') ? end(derived, at) : derived;
}

/** The call with legs ended that Asterisk does not have any more. Its events do not say why: `reason` does. */
export function endGoneLegs(call: Call, gone: ReadonlySet<string>, at: string, reason?: EndReason): Call {
  const legs = call.legs.map(
    (leg): Leg => (leg.state !== 'ended' && gone.has(leg.id) ? { ...leg, state: 'ended', endedAt: at } : leg),
  );
  const changed = { ...call, legs };
  return legs.every((leg) => leg.state === 'ended') ? end(changed, at, reason) : changed;
}
