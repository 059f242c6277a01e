import { isIP } from 'node:net';
import { readSipProxy } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/**
 * pjsip_identify.conf: by which source address an INVITE is known to be a trunk's. A registered trunk is known by the
 * `line` token in the contact it registered; its address is a second way for carriers that drop the token. Addresses
 * only: Asterisk resolves a name while it loads the file, and one that cannot be resolved makes it refuse the whole
 * file, at boot too.
 */
export function identifyConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Source addresses of trunks.');
  for (const trunk of snapshot.trunks) {
    const proxy = trunk.outboundProxy === null ? null : readSipProxy(trunk.outboundProxy);
    const hosts = [trunk.host, ...trunk.gateways.map(({ host }) => host), ...(proxy === null ? [] : [proxy.host])];
    const addresses = hosts.map((host) => host.replace(/^\[(.*)\]$/, '$1')).filter((host) => isIP(host) !== 0);
    if (addresses.length === 0) continue;
    const name = ourName('trunk', trunk.ref);
    conf
      .section(name)
      .set('type', 'identify')
      .set('endpoint', name)
      .set('match', [...new Set(addresses)].join(','));
  }
  return conf.toString();
}
