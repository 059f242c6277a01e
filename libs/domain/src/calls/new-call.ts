import type { Call, Leg, Party } from '@trunkline/contracts';
import type { Directory, DirectoryExtension } from '../directory/directory.js';
import { endpointKind } from '../directory/endpoint-name.js';
import type { ChannelView } from './call-event.js';
import { callIdOf } from './call-id.js';
import { testedNumber } from './test-call.js';

// Extensions of the dialplan's own that nobody dials: start, invalid, time-out, hangup.
const NOT_DIALLED = new Set(['s', 'i', 't', 'T', 'h', 'e', 'o', 'a']);

/** Who is at the other end of a leg that called us: the extension we know, else what the SIP message said. */
export function callingParty(channel: ChannelView, directory: Directory): Party {
  const extension = directory.extension(channel.endpoint);
  if (extension) return partyOf(extension, extension.number);
  const { number, callerName: name } = channel;
  return { number, e164: number && directory.e164(number), name, extensionId: null };
}

/** Who was dialled. Only an extension of ours that is dialled by its own number is known from that alone. */
export function dialledParty(dialled: string | null, fromExtension: boolean, directory: Directory): Party {
  const inner = dialled === null || NOT_DIALLED.has(dialled) || /^[etr]_/.test(dialled);
  const number = inner ? null : dialled;
  // A call that was going on when it was first seen may already be at the extension's own entry of the dialplan.
  const extension = number === null ? directory.extension(dialled ?? '') : directory.extensionByNumber(number);
  if (extension && (number === null || fromExtension)) return partyOf(extension, number ?? extension.number);
  // A carrier may leave the plus out of a number that is ours.
  const ours = fromExtension || number === null ? null : directory.numberDialled(number);
  return { number, e164: ours?.number ?? (number && directory.e164(number)), name: null, extensionId: null };
}

function partyOf(extension: DirectoryExtension, number: string): Party {
  return { number, e164: null, name: extension.name, extensionId: extension.id };
}

/** What of a leg follows from its endpoint. */
function whoseLeg(endpoint: string, directory: Directory): Pick<Leg, 'name' | 'extensionId' | 'trunkId'> {
  const extension = directory.extension(endpoint);
  const trunk = extension ? null : directory.trunk(endpoint);
  return { name: (extension ?? trunk)?.name ?? null, extensionId: extension?.id ?? null, trunkId: trunk?.id ?? null };
}

/** A leg as its first event shows it. */
export function newLeg(channel: ChannelView, role: Leg['role'], directory: Directory): Leg {
  return {
    id: channel.id,
    endpoint: channel.endpoint,
    ...whoseLeg(channel.endpoint, directory),
    role,
    state: 'ringing',
    sipCallId: channel.sipCallId,
    startedAt: channel.createdAt,
    answeredAt: null,
    endedAt: null,
    cause: null,
    sipCode: null,
  };
}

/** The call with what the channel that made it tells: who calls, what was dialled, and since when. */
export function madeBy(call: Call, channel: ChannelView, directory: Directory): Call {
  const fromExtension = endpointKind(channel.endpoint) === 'extension';
  const number = fromExtension || channel.exten === null ? null : directory.numberDialled(channel.exten);
  const to = dialledParty(testedNumber(channel.id) ?? channel.exten, fromExtension, directory);
  return {
    ...call,
    from: callingParty(channel, directory),
    to: { ...to, e164: to.e164 ?? call.to.e164 },
    numberId: number?.id ?? null,
    startedAt: channel.createdAt < call.startedAt ? channel.createdAt : call.startedAt,
  };
}

/** A call without legs, as its first channel shows it. Nothing is known of who made it until that one's leg is added. */
export function newCall(nodeId: string, channel: ChannelView & { linkedid: string }): Call {
  const nobody: Party = { number: null, e164: null, name: null, extensionId: null };
  return {
    id: callIdOf(nodeId, channel.linkedid),
    node: nodeId,
    linkedid: channel.linkedid,
    state: 'ringing',
    direction: 'unknown',
    from: nobody,
    to: nobody,
    trunkId: null,
    trunkName: null,
    routeId: null,
    routeName: null,
    numberId: null,
    extensionIds: [],
    startedAt: channel.createdAt,
    answeredAt: null,
    endedAt: null,
    endReason: null,
    mergedInto: null,
    hangupCause: null,
    sipCode: null,
    legs: [],
  };
}
