import type { OutboundRegistration } from '@trunkline/asterisk';
import type { TrunkState } from '@trunkline/contracts';
import type { FailedAttempt } from './registration-log.js';

/** What is known of one trunk. `endpoint` is ARI's state of it, undefined when Asterisk does not have it. */
export interface TrunkFacts {
  enabled: boolean;
  /** Null while Asterisk cannot be asked. */
  asterisk: { endpoint: string | undefined; registration: OutboundRegistration | undefined } | null;
  failure: FailedAttempt | undefined;
}

type Judgement = Pick<TrunkState, 'status' | 'reason'>;

/** Status and reason in words. Pure. */
export function trunkState({ enabled, asterisk, failure }: TrunkFacts): Judgement {
  if (!enabled) return { status: 'disabled', reason: null };
  if (asterisk === null) return { status: 'unknown', reason: 'Asterisk is not reachable.' };
  const { endpoint, registration } = asterisk;
  if (endpoint === undefined) return { status: 'unknown', reason: 'Asterisk does not have this trunk yet.' };
  if (registration === undefined) return byQualify(endpoint);
  if (registration.status === 'Registered') return registered(endpoint);
  if (failure !== undefined) return failed(registration, failure);
  // A REGISTER without an answer fails after 32 s, OPTIONS after three: the latter says earlier what is the matter.
  return endpoint === 'offline' ? byQualify(endpoint) : { status: 'registering', reason: null };
}

function byQualify(endpoint: string): Judgement {
  if (endpoint === 'online') return { status: 'reachable', reason: null };
  if (endpoint === 'offline') return { status: 'unreachable', reason: 'The carrier does not answer OPTIONS.' };
  return { status: 'unknown', reason: null };
}

/** Asterisk sends no call to an address that fails its qualify, whatever the registrar says. */
function registered(endpoint: string): Judgement {
  if (endpoint !== 'offline') return { status: 'registered', reason: null };
  return {
    status: 'unreachable',
    reason: 'Registered, but the carrier does not answer OPTIONS: no call is sent to it.',
  };
}

function failed({ serverUri }: OutboundRegistration, { sipCode }: FailedAttempt): Judgement {
  const carrier = serverUri.replace(/^sips?:/, '').replace(/;.*$/, '');
  if (sipCode === null || sipCode === 408) {
    return { status: 'unreachable', reason: `${carrier} does not answer. Check host, port, transport and firewall.` };
  }
  return {
    status: 'rejected',
    reason: refusals[sipCode] ?? `${carrier} refuses the registration with SIP code ${sipCode}.`,
  };
}

const refusals: Readonly<Record<number, string>> = {
  401: 'The carrier does not accept the user name or the password (401).',
  407: 'The carrier does not accept the user name or the password (407).',
  403: 'The carrier refuses this account (403 Forbidden). Check user name, password and whether your address is allowed.',
  404: 'The carrier does not know this user name (404).',
  423: 'The carrier wants a longer registration interval (423).',
  500: 'The carrier has an internal error (500).',
  503: 'The carrier is out of service at the moment (503).',
};
