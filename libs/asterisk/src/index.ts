export { AmiClient, type AmiClientOptions } from './ami/ami-client.js';
export type { AmiMessage } from './ami/ami-message.js';
export type { OutboundRegistration } from './ami/outbound-registration.js';
export { AriClientRest } from './ari/ari-client-rest.js';
export { AriEventServer, type AriEventServerOptions } from './ari/ari-event-server.js';
export type { Heartbeat } from './ari/ari-session.js';
export type { AriBridge, AriChannel, AriEndpoint, AriEvent, AriRest, AsteriskFacts } from './ari/ari-types.js';
export { AsteriskError, AsteriskGone, AsteriskRefused, AsteriskUnavailable } from './errors.js';
export type { Log } from './log.js';
