import { isIP } from 'node:net';
import type { PbxSnapshot, SnapshotTrunk } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/**
 * pjsip_identify.conf: by which source address an INVITE is known to be a trunk's. A registered trunk is known by the
 * `line` token in the contact it registered; its address is a second way for carriers that drop the token.
 */
export function identifyConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Source addresses of trunks.');
  for (const trunk of snapshot.trunks) {
    const match = address(trunk);
    if (match === null) continue;
    const name = ourName('trunk', trunk.ref);
    conf.section(name).set('type', 'identify').set('endpoint', name).set('match', match);
    // Asterisk would look up SRV records at every reload; one address record is enough and does not stall it twice.
    if (isIP(match) === 0) conf.set('srv_lookups', 'no');
  }
  return conf.toString();
}

/** Names are resolved by Asterisk, at a reload, and only for trunks that have no other way to be known. */
function address(trunk: SnapshotTrunk): string | null {
  const host = trunk.host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return host;
  return trunk.auth === 'ip' ? host : null;
}
