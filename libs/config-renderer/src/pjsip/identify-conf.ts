import {
  anyOverlap,
  type IpNetwork,
  isToldByAddress,
  type PbxSnapshot,
  readNetwork,
  type SnapshotTrunk,
  sourceNetworks,
} from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/**
 * pjsip_identify.conf: how an INVITE is known to be a trunk's. Asterisk looks at the `line` token in the contact that a
 * trunk registered first, then at headers, then at the source address, which is a second way for carriers that drop the token.
 * Addresses only: Asterisk resolves a name while it loads the file, and one that cannot be resolved makes it refuse the
 * whole file, at boot too.
 */
export function identifyConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('How the calls of trunks are known.');
  const byAddress = snapshot.trunks
    .filter(isToldByAddress)
    .flatMap((trunk) => sourceNetworks(trunk, snapshot.names).map(network));
  for (const trunk of snapshot.trunks) {
    if (trunk.auth === 'peer_registers') continue;
    const sources = trunk.identifyHeader === null ? ownSources(trunk, snapshot, byAddress) : [];
    if (sources.length === 0 && trunk.identifyHeader === null) continue;
    const name = ourName('trunk', trunk.ref);
    conf.section(name).set('type', 'identify').set('endpoint', name);
    if (trunk.identifyHeader !== null) conf.set('match_header', trunk.identifyHeader);
    for (const source of sources) conf.set('match', source);
  }
  return conf.toString();
}

/** Of two trunks with an address in common the one gets it that has nothing else. */
function ownSources(trunk: SnapshotTrunk, { names }: PbxSnapshot, byAddress: readonly IpNetwork[]): string[] {
  const sources = sourceNetworks(trunk, names);
  return isToldByAddress(trunk) ? sources : sources.filter((source) => !anyOverlap([network(source)], byAddress));
}

/** Lets calls come from the sources of a trunk alone: whoever knows a header is not the carrier. Of a peer, if it names any. */
export function setAccess(conf: ConfWriter, trunk: SnapshotTrunk, { names }: PbxSnapshot): void {
  const isPeer = trunk.auth === 'peer_registers' && trunk.sourceAddresses.length > 0;
  if (trunk.identifyHeader === null && !isPeer) return;
  conf.set('deny', '0.0.0.0/0').set('deny', '::/0');
  for (const source of sourceNetworks(trunk, names)) {
    network(source);
    conf.set('permit', source);
  }
}

/** Sources become conf, so that each is read once more. */
function network(source: string): IpNetwork {
  const read = readNetwork(source);
  if (read === null) throw new ConfRefusedError('source of calls', 'is not an address');
  return read;
}
