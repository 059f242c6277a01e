/**
 * What the fields of a fixed set of values can be. Nothing here needs zod, so a page that only offers the choices does
 * not load it.
 */

/** What a credential may do. */
export const permissions = [
  'config:read',
  'config:write',
  'calls:read',
  'calls:control',
  'records:read',
  'access:manage',
  'webhooks:manage',
] as const;

export const roles = ['administrator', 'operator', 'viewer'] as const;

/** How SIP goes to a carrier. */
export const sipTransports = ['udp', 'tcp', 'tls'] as const;

export const mediaEncryptions = ['none', 'sdes', 'dtls'] as const;

/** How the two sides of a trunk know each other: see `trunkAuthSchema`. */
export const trunkAuths = ['register', 'ip', 'digest', 'peer_registers'] as const;

/** The port of SIP that a trunk has when it names none (RFC 3261 section 19.1.2). */
export const defaultSipPort = (transport: (typeof sipTransports)[number]): number =>
  transport === 'tls' ? 5061 : 5060;

/** How digits that are pressed in a call go to a carrier: see `trunkSipFields`. */
export const dtmfModes = ['auto', 'rfc4733', 'inband', 'info'] as const;

/** Whether a call has a session timer: see `trunkSipFields`. */
export const sessionTimerModes = ['off', 'offer', 'always'] as const;

/** Where a carrier is told who calls. */
export const identityHeaders = ['none', 'pai', 'rpid'] as const;

/** Whether provisional answers are acknowledged. */
export const provisionalModes = ['no', 'yes', 'required'] as const;

/** Marks of packets by their names (RFC 2474, RFC 2597, RFC 3246). `cs0` is none. */
export const dscpClasses = [
  ...(['cs0', 'cs1', 'cs2', 'cs3', 'cs4', 'cs5', 'cs6', 'cs7', 'ef'] as const),
  ...(['af11', 'af12', 'af13', 'af21', 'af22', 'af23', 'af31', 'af32', 'af33', 'af41', 'af42', 'af43'] as const),
] as const;

export const jitterBufferKinds = ['off', 'fixed', 'adaptive'] as const;

export const certificateKinds = ['node', 'authority'] as const;

/** Codecs that Asterisk can be asked to offer. */
export const codecs = ['ulaw', 'alaw', 'g722', 'opus', 'gsm', 'g729'] as const;

/** How a call out can end at a carrier: see `failoverClassSchema`. */
export const failoverClasses = [
  'unreachable',
  'failed',
  'forbidden',
  'busy',
  'no_answer',
  'declined',
  'unallocated',
] as const;

/** What the circuit breaker of a gateway does: see `breakerStateSchema`. */
export const breakerStates = ['closed', 'open', 'half_open'] as const;

export const auditActions = [
  'create',
  'update',
  'delete',
  'login',
  'logout',
  'login_failed',
  'lock_out',
  'restore',
] as const;

/** How a route asks its trunks: see `trunkOrderSchema`. */
export const trunkOrders = ['listed', 'least_cost'] as const;

/** How many rates a trunk may have, and how large a file of them may be, in bytes. */
export const rateLimits = { rows: 20_000, bytes: 2_000_000 } as const;

/** When the number of a trunk is shown: see `callerIdPolicySchema`. */
export const callerIdPolicies = ['always', 'fallback'] as const;

/** How a carrier is asked for numbers, and writes those of its calls: see `numberingSchema`. */
export const numbersOut = ['as_dialled', 'e164', 'digits', 'national'] as const;
export const numbersIn = ['as_sent', 'national'] as const;

/** Kinds of resources whose deletion can be undone. */
export const restorableKinds = [
  'trunk',
  'extension',
  'number',
  'outbound_route',
  'user',
  'webhook',
  'ring_group',
  'certificate',
  'schedule',
  'inbound_route',
  'announcement',
] as const;

/** What a call can be led to. */
export const destinationTypes = ['extension', 'voicemail', 'ring_group', 'announcement', 'external', 'hangup'] as const;

/** Whether a call that is led to this kind of destination may find that it cannot be reached: only then there may be a fallback. */
export const mayHaveFallback = (type: (typeof destinationTypes)[number] | null): boolean =>
  type !== null && type !== 'hangup';

/** Kinds of audio files that are read: WAV, MPEG audio, FLAC, and Vorbis in Ogg. */
export const audioFormats = ['wav', 'mp3', 'flac', 'ogg'] as const;

/** How large an audio file may be, in bytes, and how long, in seconds. */
export const audioLimits = { bytes: 20_000_000, seconds: 600 } as const;

/** Days of the week in the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What a schedule can say: see `scheduleStateSchema`. */
export const scheduleStates = ['open', 'closed', 'holiday'] as const;

/** How an inbound route can name called numbers and callers. */
export const calledKinds = ['exact', 'prefix', 'range'] as const;
export const callerKinds = ['prefix', 'anonymous'] as const;

/** How the phones of a ring group ring. */
export const ringStrategies = ['all', 'in_order'] as const;

/** How a call can be refused by a destination. */
export const hangupReasons = ['busy', 'no_answer', 'unavailable', 'rejected', 'unallocated', 'congestion'] as const;

export const callDirections = ['inbound', 'outbound', 'internal', 'unknown'] as const;

export const dispositions = ['answered', 'busy', 'no_answer', 'cancelled', 'failed', 'rejected'] as const;

/** How a call that has a record ended. */
export const recordEndReasons = ['hangup', 'pbx_crash', 'unknown'] as const;

/** What call records can be sorted by, `-` before it from the highest down. */
export const callRecordSorts = [
  'startedAt',
  '-startedAt',
  'endedAt',
  '-endedAt',
  'durationSeconds',
  '-durationSeconds',
  'billedSeconds',
  '-billedSeconds',
] as const;

/** What can become of one event on its way to a webhook. */
export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed', 'cancelled'] as const;

/** Types of the events of the live stream. */
export const eventTypes = [
  'call.started',
  'call.updated',
  'call.ended',
  'call.merged',
  'trunk.state',
  'trunk.alarm',
  'extension.state',
  'config.applied',
  'config.failed',
  'webhook.disabled',
] as const;
type Topic = (typeof eventTypes)[number] extends `${infer T}.${string}` ? `${T}.*` : never;

/** What a webhook can ask for: one type of event (`call.ended`), a topic (`call.*`), or everything (`*`). */
export const webhookEvents = [
  '*',
  ...new Set(eventTypes.map((type) => `${type.split('.')[0]}.*` as Topic)),
  ...eventTypes,
] as const;
