export { AriClientRest } from './ari/ari-client-rest.js';
export { AriEventClient, type AriEventClientOptions } from './ari/ari-event-client.js';
export type { Heartbeat } from './ari/ari-session.js';
export type {
  AriBridge,
  AriChannel,
  AriEndpoint,
  AriEvent,
  AriRest,
  AsteriskFacts,
  NewChannel,
} from './ari/ari-types.js';
export { EventRelay, type EventRelayOptions } from './ari/event-relay.js';
export * from './cel/index.js';
export { AsteriskControl, breakerFamily } from './control/asterisk-control.js';
export type { OutboundRegistration } from './control/outbound-registration.js';
export type { RegisteredContact } from './control/registered-contact.js';
export type { TaskQueue } from './control/task-queues.js';
export { withDeadline } from './deadline.js';
export { AsteriskError, AsteriskGone, AsteriskRefused, AsteriskUnavailable } from './errors.js';
export { HepReceiver, type SeenSipMessage } from './hep/hep-receiver.js';
export { uriOf } from './hep/read-sip-message.js';
export type { Log } from './log.js';
