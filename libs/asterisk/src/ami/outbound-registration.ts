import type { AmiMessage } from './ami-message.js';

/** `status` is Asterisk's: `Registered`, `Unregistered`, `Rejected`, `Stopped` … */
export interface OutboundRegistration {
  name: string;
  status: string;
  clientUri: string;
  serverUri: string;
  /** Seconds until the next REGISTER. */
  nextInSeconds: number | null;
}

/** From an `OutboundRegistrationDetail` event. */
export function outboundRegistration(message: AmiMessage): OutboundRegistration {
  const next = Number(message.nextreg);
  return {
    name: message.objectname ?? '',
    status: message.status ?? 'Unknown',
    clientUri: message.clienturi ?? '',
    serverUri: message.serveruri ?? '',
    nextInSeconds: message.nextreg !== undefined && Number.isFinite(next) ? next : null,
  };
}
