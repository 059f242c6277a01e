import type { Gateway } from '@trunkline/contracts';
import type { SnapshotTrunk } from '@trunkline/domain';

/** User part of a SIP URI: everything but RFC 3261's `unreserved` is escaped. */
export function sipUser(user: string): string {
  return user.replace(/[^A-Za-z0-9_.!~*'()-]/gu, (character) => encodeURIComponent(character));
}

/** Where requests for the carrier go, or for a gateway of it: `sip:[user@]host:port[;transport=…]`. */
export function trunkUri(trunk: SnapshotTrunk, user?: string, at: Pick<Gateway, 'host' | 'port'> = trunk): string {
  const target = user === undefined ? at.host : `${sipUser(user)}@${at.host}`;
  return `sip:${target}:${at.port}${trunk.transport === 'udp' ? '' : `;transport=${trunk.transport}`}`;
}
