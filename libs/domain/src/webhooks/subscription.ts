import type { LiveEvent } from '@trunkline/contracts';

/** What a webhook asked for: `events` are types, topics (`call.*`) or `*`; an empty list of ids means all. */
export interface WebhookFilter {
  events: readonly string[];
  trunkIds: readonly string[];
  extensionIds: readonly string[];
}

/** Whether a webhook is to get an event. */
export function wants(filter: WebhookFilter, event: Pick<LiveEvent, 'type' | 'data'>): boolean {
  const topic = `${event.type.split('.')[0]}.*`;
  if (!filter.events.some((wanted) => wanted === '*' || wanted === topic || wanted === event.type)) return false;
  const concerned = concernedBy(event.data as Fields);
  return passes(filter.trunkIds, concerned.trunkIds) && passes(filter.extensionIds, concerned.extensionIds);
}

/**
 * Events of one lane reach a webhook in their order: those of a call, its record included, or of one resource. Each
 * other type of event is a lane.
 */
export function laneOf({ type, data }: Pick<LiveEvent, 'type' | 'data'>): string {
  const { id, callId, trunkId, extensionId } = data as Fields;
  const [topic = type] = type.split('.');
  // A record has the id of its call.
  if (typeof id === 'string') return ['call', 'record'].includes(topic) ? id : `${topic}:${id}`;
  if (typeof callId === 'string') return callId;
  const resource = trunkId ?? extensionId;
  return typeof resource === 'string' ? `${topic}:${resource}` : topic;
}

type Fields = Record<string, unknown>;

/** The trunks and extensions an event is about; null where it is of a kind that has none, so that no filter applies. */
function concernedBy(data: Fields): { trunkIds: string[] | null; extensionIds: string[] | null } {
  const parties = [data.from, data.to].filter((party): party is Fields => typeof party === 'object' && party !== null);
  const listed = Array.isArray(data.extensionIds) ? data.extensionIds : [];
  const extensions = [data.extensionId, ...listed, ...parties.map(({ extensionId }) => extensionId)];
  const ofExtensions = 'extensionId' in data || 'extensionIds' in data || parties.length > 0;
  return {
    trunkIds: 'trunkId' in data ? ids([data.trunkId]) : null,
    extensionIds: ofExtensions ? ids(extensions) : null,
  };
}

const ids = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string');

function passes(wanted: readonly string[], concerned: readonly string[] | null): boolean {
  return wanted.length === 0 || concerned === null || concerned.some((id) => wanted.includes(id));
}
