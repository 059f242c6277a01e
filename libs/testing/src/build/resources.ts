import {
  type AnnouncementCreate,
  type ExtensionCreate,
  type InboundRouteCreate,
  type NumberCreate,
  type OutboundRouteCreate,
  type RingGroupCreate,
  type ScheduleCreate,
  sipDefaults,
  type TrunkCreate,
} from '@trunkline/contracts';

/** Body of a trunk that registers; every field can be replaced. */
export function aTrunk(fields: Partial<TrunkCreate> = {}): TrunkCreate {
  return {
    name: 'Carrier',
    host: '127.0.0.3',
    port: 5060,
    transport: 'udp',
    auth: 'register',
    username: 'trunkline',
    password: 'not-a-real-password',
    codecs: ['ulaw', 'alaw'],
    fromUser: null,
    fromDomain: null,
    callerId: null,
    callerIdPolicy: 'always',
    numbering: null,
    maxCalls: null,
    maxCallsPerSecond: null,
    mediaEncryption: 'none',
    verifyServer: true,
    gateways: [],
    failoverOn: ['unreachable', 'failed', 'forbidden'],
    alarmOn: ['forbidden'],
    breaker: { enabled: true, openAfterFailures: 5 },
    sourceAddresses: [],
    identifyHeader: null,
    inboundCredentials: [],
    ...sipDefaults,
    enabled: true,
    ...fields,
  };
}

/** Body of extension 1001. */
export function anExtension(fields: Partial<ExtensionCreate> = {}): ExtensionCreate {
  return {
    number: '1001',
    name: 'Ada',
    codecs: ['ulaw', 'alaw'],
    maxContacts: 2,
    callerId: null,
    groups: [],
    voicemailEnabled: false,
    voicemailRingSeconds: 20,
    voicemailPin: null,
    enabled: true,
    ...fields,
  };
}

/** Body of a number that leads nowhere yet. */
export function aNumber(fields: Partial<NumberCreate> = {}): NumberCreate {
  return { number: '+15550200001', label: null, destination: null, fallback: null, enabled: true, ...fields };
}

/** Body of a route that takes every number of the simulated carrier as it is dialled. */
export function anOutboundRoute(fields: Partial<OutboundRouteCreate> & { trunkIds: string[] }): OutboundRouteCreate {
  return {
    name: 'To the carrier',
    position: 100,
    patterns: [{ match: '+15550100XX', strip: 0, prepend: '' }],
    order: 'listed',
    failoverOn: null,
    alarmOn: null,
    emergency: false,
    allowedGroups: [],
    pin: null,
    callerId: null,
    areaCallerIds: [],
    enabled: true,
    ...fields,
  };
}

/** Body of an announcement that ends the call. */
export function anAnnouncement(fields: Partial<AnnouncementCreate> & { audioId: string }): AnnouncementCreate {
  return { name: 'Welcome', next: null, enabled: true, ...fields };
}

/** Body of ring group 600, whose members ring at once. */
export function aRingGroup(fields: Partial<RingGroupCreate> & { members: string[] }): RingGroupCreate {
  return {
    name: 'Sales',
    number: '600',
    strategy: 'all',
    ringSeconds: 20,
    noAnswer: null,
    enabled: true,
    ...fields,
  };
}

/** Body of a schedule that is open from nine to five on working days, in Berlin. */
export function aSchedule(fields: Partial<ScheduleCreate> = {}): ScheduleCreate {
  return {
    name: 'Office hours',
    timezone: 'Europe/Berlin',
    weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
    holidays: [],
    override: null,
    ...fields,
  };
}

/** Body of an inbound route that takes every call and leads it nowhere. */
export function anInboundRoute(fields: Partial<InboundRouteCreate> = {}): InboundRouteCreate {
  return {
    name: 'Every call',
    position: 100,
    numbers: [],
    trunkIds: [],
    callers: [],
    schedule: null,
    destination: null,
    fallback: null,
    enabled: true,
    ...fields,
  };
}
