import type { Call, CallDirection, EndReason, Leg } from '@trunkline/contracts';
import type { Directory } from '../directory/directory.js';
import { endpointKind } from '../directory/endpoint-name.js';
import type { ChannelView, LegEvent } from './call-event.js';
import { madeBy, newLeg } from './new-call.js';
import { testedNumber } from './test-call.js';

/** A dialplan loop must not grow a call without end. Of the many phones of a ring group who answers is seen all the same. */
const MOST_LEGS = 64;

const caller = (call: Call): Leg | undefined => call.legs.find((leg) => leg.role === 'caller');

/** Inbound, outbound or internal by the endpoints, `unknown` while no leg says so. */
export function directionOf(legs: readonly Pick<Leg, 'id' | 'endpoint' | 'role'>[]): CallDirection {
  const from = legs.find((leg) => leg.role === 'caller');
  if (!from) return 'unknown';
  if (testedNumber(from.id) !== null) return 'outbound';
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

function withLeg(call: Call, channel: ChannelView, directory: Directory): Call {
  if (call.legs.some((leg) => leg.id === channel.id)) return call;
  if (call.legs.length >= MOST_LEGS && channel.state !== 'Up') return call;
  const made = !caller(call) && (channel.id === call.linkedid || channel.state === 'Ring');
  const leg = newLeg(channel, made ? 'caller' : 'callee', directory);
  // The leg that made the call need not be the first that is seen: events of its beginning may be lost.
  return { ...(made ? madeBy(call, channel, directory) : call), legs: [...call.legs, leg] };
}

function patchLeg(call: Call, id: string, change: (leg: Leg) => Leg): Call {
  const place = call.legs.findIndex((leg) => leg.id === id);
  const leg = call.legs[place];
  if (!leg || leg.state === 'ended') return call;
  const changed = change(leg);
  return changed === leg ? call : { ...call, legs: call.legs.with(place, changed) };
}

function see(call: Call, channel: ChannelView, at: string, directory: Directory): Call {
  return patchLeg(withLeg(call, channel, directory), channel.id, (leg) => {
    const sipCallId = leg.sipCallId ?? channel.sipCallId;
    if (channel.state !== 'Up' || leg.answeredAt !== null)
      return sipCallId === leg.sipCallId ? leg : { ...leg, sipCallId };
    return { ...leg, sipCallId, state: 'up', answeredAt: at };
  });
}

/** The number that went to a trunk, after the route's changes: that the called channel's number is it, see tl-trunk. */
function sentToTrunk(call: Call, channel: ChannelView | null, directory: Directory): string | null {
  if (!channel?.number) return null;
  const leg = call.legs.find(({ id }) => id === channel.id);
  return leg?.role === 'callee' && endpointKind(leg.endpoint) === 'trunk' ? directory.e164(channel.number) : null;
}

/** `values` with what of `more` is not among them; themselves when there is nothing. */
function withAll(values: string[], more: readonly (string | null)[]): string[] {
  const added = more.filter((value): value is string => value !== null && !values.includes(value));
  return added.length === 0 ? values : [...values, ...new Set(added)];
}

/** `before` with other `values`; itself when they are what it has. */
function changed<T extends object>(before: T, values: Partial<T>): T {
  const keys = Object.keys(values) as (keyof T)[];
  return keys.every((key) => before[key] === values[key]) ? before : { ...before, ...values };
}

/** What follows from the legs: state, direction, trunk, route, who was reached. */
function derive(call: Call, channel: ChannelView | null, directory: Directory): Call {
  const { legs } = call;
  const open = legs.filter((leg) => leg.state !== 'ended');
  const up = open.filter((leg) => leg.answeredAt !== null);
  // Once two parties spoke the call stays up, also while a transfer rings somebody else. A test speaks to one.
  const parties = legs.some(({ id }) => testedNumber(id) !== null) ? 1 : 2;
  const answeredAt =
    call.answeredAt ??
    (up.length >= parties
      ? (up
          .map((leg) => leg.answeredAt)
          .sort()
          .at(-1) ?? null)
      : null);
  const trunkRef = trunkRefOf(legs);
  const trunk = trunkRef === null ? null : directory.trunk(trunkRef);
  const callee =
    legs.find((leg) => leg.role === 'callee' && leg.answeredAt !== null) ?? legs.find((leg) => leg.role === 'callee');
  const reached = callee ? directory.extension(callee.endpoint) : null;
  return changed(call, {
    state: answeredAt === null ? 'ringing' : open.some((leg) => leg.state === 'held') ? 'held' : 'up',
    answeredAt,
    direction: directionOf(legs),
    trunkId: trunk?.id ?? call.trunkId,
    trunkName: trunk?.name ?? call.trunkName,
    extensionIds: withAll(
      call.extensionIds,
      legs.map((leg) => leg.extensionId),
    ),
    to: reached
      ? changed(call.to, { number: call.to.number ?? reached.number, name: reached.name, extensionId: reached.id })
      : changed(call.to, { e164: call.to.e164 ?? sentToTrunk(call, channel, directory) }),
  });
}

/** What the call ended with: the caller's leg says it, the callee's when only it knows. */
function end(call: Call, at: string, endReason: EndReason): Call {
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
 * The call after the event. Pure: takes and returns a value, the very same when nothing has changed. A call that ended
 * stays as it is, and an event about a leg that ended changes nothing.
 */
export function reduceCall(call: Call, event: LegEvent, directory: Directory): Call {
  if (call.state === 'ended') return call;
  switch (event.kind) {
    case 'channel':
    case 'bridge':
      return derive(see(call, event.channel, event.at, directory), event.channel, directory);
    case 'dial': {
      const withCaller = event.caller ? see(call, event.caller, event.at, directory) : call;
      const route = event.routeRef === null ? null : directory.route(event.routeRef);
      const routed = route ? changed(withCaller, { routeId: route.id, routeName: route.name }) : withCaller;
      return derive(see(routed, event.peer, event.at, directory), event.peer, directory);
    }
    case 'hold': {
      const seen = see(call, event.channel, event.at, directory);
      const state = event.held ? 'held' : 'up';
      return derive(
        patchLeg(seen, event.channel.id, (leg) => (leg.answeredAt === null ? leg : changed(leg, { state }))),
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
  const seen = withLeg(call, channel, directory);
  const gone = patchLeg(seen, channel.id, (leg) => ({ ...leg, state: 'ended', endedAt: at, cause, sipCode }));
  const derived = derive(gone, channel, directory);
  return derived.legs.every((leg) => leg.state === 'ended') ? end(derived, at, 'hangup') : derived;
}

/** The call with legs ended that Asterisk does not have any more. Its events do not say why: `reason` does. */
export function endGoneLegs(call: Call, gone: ReadonlySet<string>, at: string, reason: EndReason): Call {
  const legs = call.legs.map(
    (leg): Leg => (leg.state !== 'ended' && gone.has(leg.id) ? { ...leg, state: 'ended', endedAt: at } : leg),
  );
  const left = { ...call, legs };
  return legs.every((leg) => leg.state === 'ended') ? end(left, at, reason) : left;
}

/** What becomes of two calls that turned out to be one: the one that goes on has the legs of both, the other is over. */
export function mergeCalls(
  root: Call,
  absorbed: Call,
  at: string,
  directory: Directory,
): { root: Call; absorbed: Call } {
  const known = new Set(root.legs.map((leg) => leg.id));
  // A call has one caller; whoever called in the other one takes part in this as one who was reached.
  const added = absorbed.legs
    .filter((leg) => !known.has(leg.id))
    .slice(0, Math.max(0, MOST_LEGS - root.legs.length))
    .map((leg): Leg => ({ ...leg, role: 'callee' }));
  const joined = changed(root, {
    legs: added.length === 0 ? root.legs : [...root.legs, ...added],
    routeId: root.routeId ?? absorbed.routeId,
    routeName: root.routeId === null ? absorbed.routeName : root.routeName,
    extensionIds: withAll(root.extensionIds, absorbed.extensionIds),
  });
  return {
    root: derive(joined, null, directory),
    absorbed: { ...absorbed, state: 'ended', endedAt: at, endReason: 'merged', mergedInto: root.id },
  };
}
