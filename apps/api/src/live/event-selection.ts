import type { Call, EventFilter, LiveEvent, Permission } from '@trunkline/contracts';
import type { StreamEntry } from './recent-events.js';

/** What one client gets of the stream: what it may see and what it asked for. */
export interface EventSelection {
  /** The same for clients that get the same. */
  key: string;
  wants(entry: Pick<StreamEntry, 'topic' | 'callId' | 'subjects'>): boolean;
  /** Whether a call that goes on belongs to the snapshot. */
  wantsCall(call: Call, subjects: ReadonlySet<string>): boolean;
  /** Whether that depends on what earlier events of a call said. */
  bySubject: boolean;
}

/** The selection of a client with these permissions and this filter. */
export function selectionOf(held: readonly Permission[], filter: EventFilter): EventSelection {
  const topics = filter.topic && new Set<string>(filter.topic);
  const calls = filter.call && new Set(filter.call);
  const { trunk, extension } = filter;
  const fits = (topic: string, callId: string | undefined, subjects: ReadonlySet<string>) =>
    held.includes(permissionFor(topic)) &&
    (!topics || topics.has(topic)) &&
    (!calls || (callId !== undefined && calls.has(callId))) &&
    (!trunk || trunk.some((id) => subjects.has(id))) &&
    (!extension || extension.some((id) => subjects.has(id)));
  return {
    key: JSON.stringify([[...held].sort(), filter]),
    bySubject: trunk !== undefined || extension !== undefined,
    wants: ({ topic, callId, subjects }) => fits(topic, callId, subjects),
    wantsCall: (call, subjects) => fits('call', call.id, new Set([...subjects, ...subjectsOfCall(call)])),
  };
}

/** The call that an event belongs to, if it belongs to one. */
export function callIdOf(event: LiveEvent): string | undefined {
  switch (event.type) {
    case 'call.started':
    case 'call.updated':
    case 'call.ended':
    case 'call.merged':
      return event.data.id;
    default:
      return undefined;
  }
}

/** Ids of the trunks and extensions that an event names itself. */
export function subjectsOf(event: LiveEvent): string[] {
  switch (event.type) {
    case 'call.started':
    case 'call.updated':
    case 'call.ended':
    case 'call.merged':
      return subjectsOfCall(event.data);
    case 'trunk.state':
    case 'trunk.alarm':
      return [event.data.trunkId];
    case 'extension.state':
      return [event.data.extensionId];
    default:
      return [];
  }
}

function subjectsOfCall({ trunkId, from, to, extensionIds }: Call): string[] {
  return [trunkId, from.extensionId, to.extensionId, ...extensionIds].filter((id) => id !== null);
}

/** What an event needs by its topic; what is not named here needs `config:read`. */
const permissions: Readonly<Record<string, Permission>> = { call: 'calls:read', record: 'records:read' };

function permissionFor(topic: string): Permission {
  return permissions[topic] ?? 'config:read';
}
