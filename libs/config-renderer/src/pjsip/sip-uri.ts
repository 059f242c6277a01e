import type { SnapshotTrunk } from '@trunkline/domain';

/** User part of a SIP URI: everything but RFC 3261's `unreserved` is escaped. */
export function sipUser(user: string): string {
  return user.replace(/[^A-Za-z0-9_.!~*'()-]/gu, (character) => encodeURIComponent(character));
}

/** Where requests for the carrier go: `sip:[user@]host:port[;transport=tcp]`. */
export function trunkUri(trunk: SnapshotTrunk, user?: string): string {
  const target = user === undefined ? trunk.host : `${sipUser(user)}@${trunk.host}`;
  return `sip:${target}:${trunk.port}${trunk.transport === 'tcp' ? ';transport=tcp' : ''}`;
}
