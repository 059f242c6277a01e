import type { Destination, RoutingStep } from '@trunkline/contracts';
import { causeOfReason } from '@trunkline/contracts';
import {
  announcementWaypoint,
  type Disabled,
  destinationLoop,
  groupWaypoint,
  type Routing,
  type SnapshotAnnouncement,
  type SnapshotExtension,
  type SnapshotRingGroup,
  waypointsOf,
} from '@trunkline/domain';
import { outboundContexts } from '../dialplan/outbound-contexts.js';
import { allTrunksFailed, hangup, pick, step } from './rules.js';
import { trunkSteps } from './trunk-steps.js';

/**
 * A call that is led somewhere. `callerId` is what the extension that calls shows outside; null: nothing of its own, or nobody
 * of ours. `fallback` is where the call goes that cannot reach where it is led.
 */
export interface Led {
  callerId: string | null;
  fallback: Destination | null;
}

/** What happens to a call that is led to a destination, in order; null leads nowhere. */
export function destinationSteps(routing: Routing, destination: Destination | null, led: Led): RoutingStep[] {
  const { snapshot, disabled } = routing;
  const unreachable = (why: string, cause: number): RoutingStep[] =>
    led.fallback === null ? [because(why, hangup(cause))] : onward(routing, led, why);
  const off = (noun: string, known: Parameters<typeof whyOff>[1], cause: number) =>
    unreachable(whyOff(noun, known), cause);
  switch (destination?.type) {
    case undefined:
      return [because('It leads nowhere.', hangup(1))];
    case 'extension': {
      const target = withId(snapshot.extensions, destination.extensionId);
      if (!target) return off('extension', withId(disabled.extensions, destination.extensionId), 20);
      return extensionSteps(routing, target, led);
    }
    case 'voicemail': {
      const target = withId(snapshot.extensions, destination.extensionId);
      if (!target) return off('extension', withId(disabled.extensions, destination.extensionId), 20);
      // Stored is no such thing; the dialplan ends it in the same way.
      if (target.voicemail === null) return unreachable('It has no mailbox.', 20);
      return [message(target)];
    }
    case 'ring_group': {
      const group = withId(snapshot.ringGroups, destination.ringGroupId);
      if (!group) return off('ring group', withId(disabled.ringGroups, destination.ringGroupId), 20);
      return groupSteps(routing, group, led);
    }
    case 'announcement': {
      const announcement = withId(snapshot.announcements, destination.announcementId);
      if (!announcement) return off('announcement', withId(disabled.announcements, destination.announcementId), 20);
      return announcementSteps(routing, announcement, led);
    }
    case 'external': {
      const { number, outboundRouteId: id } = destination;
      const context = outboundContexts(snapshot).find(({ route }) => route.id === id);
      if (!context) return off('outbound route', withId(disabled.routes, id), 34);
      const failed = onward(routing, led, 'Where every trunk failed, the call goes on instead; not where it was busy.');
      // Who dials an emergency number makes an emergency call, not who is led over a route of such numbers.
      const used = { ...context, emergency: false };
      return [...trunkSteps(routing, used, number, led.callerId), allTrunksFailed, ...failed];
    }
    case 'hangup':
      return [hangup(causeOfReason[destination.cause])];
  }
}

/** Its phones ring, and then its mailbox answers where it has one. */
function extensionSteps(routing: Routing, target: SnapshotExtension, led: Led): RoutingStep[] {
  const about = { ...pick(target), number: target.number };
  if (target.voicemail !== null) {
    const { ringSeconds: seconds } = target.voicemail;
    const text = `Its phones ring for ${seconds} s. Busy, without an answer or a phone that is reachable, its mailbox answers.`;
    return [step('ring', text, { ...about, seconds }), message(target)];
  }
  const text = `Its phones ring for 60 s.${led.fallback === null ? ' Without a phone that is reachable: 480.' : ''} Busy: 486. Nobody answers: 480.`;
  const alone = onward(routing, led, 'Without a phone that is reachable, the call goes on instead.');
  return [step('ring', text, { ...about, seconds: 60 }), ...alone];
}

/** The mailbox of an extension answers. */
const message = (target: SnapshotExtension): RoutingStep =>
  step('leave_message', 'The call is answered by its mailbox, which takes a message.', {
    ...{ ...pick(target), number: target.number },
  });

/** Who rings in a group, and what happens when nobody of them takes the call. */
export function groupSteps(routing: Routing, group: SnapshotRingGroup, led: Led): RoutingStep[] {
  const { number, ringSeconds: seconds, noAnswer, strategy } = group;
  const [kind, text] =
    strategy === 'all'
      ? (['ring_all', `Its members ring at once, for ${seconds} s.`] as const)
      : (['ring_in_order', `Its members ring one after the other, each for ${seconds} s.`] as const);
  const rings = [
    step(kind, text, { ...pick(group), number, seconds }),
    ...group.members.map((id) => member(routing, id)),
  ];
  // No loop is ever stored; the dialplan ends one in the same way.
  const loops = destinationLoop(groupWaypoint(group), waypointsOf(routing.snapshot)) !== null;
  if (noAnswer !== null && !loops) return [...rings, ...destinationSteps(routing, noAnswer, led)];
  const end = 'Whoever calls hears that nobody answers (480), or that all are busy (486).';
  const alone = onward(routing, led, 'Where no phone of them is reachable, the call goes on instead.');
  return [...rings, step('hangup', end), ...alone];
}

/** What is played, and what happens then to a call that is answered by it. */
function announcementSteps(routing: Routing, announcement: SnapshotAnnouncement, led: Led): RoutingStep[] {
  const played = step('play', 'The call is answered, and hears this announcement.', pick(announcement));
  const loops = destinationLoop(announcementWaypoint(announcement), waypointsOf(routing.snapshot)) !== null;
  if (announcement.next === null || loops) return [played, answered(hangup(16))];
  return [
    played,
    ...destinationSteps(routing, announcement.next, led).map((next, place, all) => answered(next, all[place + 1])),
  ];
}

/** A step of a call that was answered before: whoever calls hears no refusal any more, only its end. */
function answered(next: RoutingStep, after?: RoutingStep): RoutingStep {
  if (next.kind === 'hangup')
    return { ...next, text: 'The call ends. It was answered before, so it cannot be refused.' };
  if (next.kind === 'ring' && after?.kind !== 'leave_message')
    return { ...next, text: 'Its phones ring for 60 s. When nobody takes the call, it ends.' };
  return next;
}

function member({ snapshot, disabled }: Routing, id: string): RoutingStep {
  const there = withId(snapshot.extensions, id);
  if (there) {
    const text = 'Its phones ring that are reachable; without one it is passed over.';
    return step('member', text, { ...pick(there), number: there.number });
  }
  const known = withId(disabled.extensions, id);
  if (!known) return step('member_disabled', 'It is no longer there, and passed over.', { id });
  return step('member_disabled', 'It is disabled, and passed over.', { ...pick(known), number: known.number });
}

const withId = <T extends { id: string }>(all: readonly T[], wanted: string): T | undefined =>
  all.find(({ id }) => id === wanted);

const because = (why: string, end: RoutingStep): RoutingStep => ({ ...end, text: `${why} ${end.text}` });

/** That what a call was led to is switched off. */
function whyOff(noun: string, known: (Disabled & { number?: string | null }) | undefined): string {
  const called = known && [known.number, known.name].filter(Boolean).join(' ');
  return called ? `The ${noun} that it leads to, ${called}, is disabled.` : `The ${noun} is gone.`;
}

/** Where a call goes on that cannot reach where it is led; it is tried once. */
function onward(routing: Routing, { callerId, fallback }: Led, why: string): RoutingStep[] {
  if (fallback === null) return [];
  return [step('fallback', why), ...destinationSteps(routing, fallback, { callerId, fallback: null })];
}
