import type { Gateway, SipTransport } from '@trunkline/contracts';
import type { SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ourName } from '../conf/names.js';

/** User part of a SIP URI: everything but RFC 3261's `unreserved` is escaped. */
export function sipUser(user: string): string {
  return user.replace(/[^A-Za-z0-9_.!~*'()-]/gu, (character) => encodeURIComponent(character));
}

/** Where requests for the carrier go, or for a gateway of it: `sip:[user@]host[:port][;transport=…]`. */
export function trunkUri(trunk: SnapshotTrunk, user?: string, at: Address = addressOf(trunk)): string {
  const uri = sipUri(trunk.transport, user === undefined ? at : { ...at, host: `${sipUser(user)}@${at.host}` });
  // Without it the DNS of the carrier would choose the transport.
  return at.port === null && trunk.transport === 'udp' ? `${uri};transport=udp` : uri;
}

/** `sip:host[:port][;transport=…]`; without a port it is looked up (RFC 3263). */
export function sipUri(transport: SipTransport, { host, port }: { host: string; port: number | null }): string {
  return `sip:${host}${port === null ? '' : `:${port}`}${transport === 'udp' ? '' : `;transport=${transport}`}`;
}

type Address = Pick<Gateway, 'host' | 'port'>;

function addressOf({ ref, host, port }: SnapshotTrunk): Address {
  if (host === null) throw new ConfRefusedError(`trunk ${ourName('trunk', ref)}`, 'has no host');
  return { host, port };
}
