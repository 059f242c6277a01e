import type { PbxSnapshot, SnapshotExtension, SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { remembered } from '../conf/remembered.js';

/** pjsip_auth.conf: credentials that we send to carriers, and those that phones, peers and carriers must prove. */
export function authConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Digest credentials.');
  for (const trunk of snapshot.trunks) {
    const name = ourName('trunk', trunk.ref);
    if (trunk.auth !== 'ip') {
      // A peer registers by the name of its endpoint, as phones do.
      const username = trunk.auth === 'peer_registers' ? name : trunk.username;
      if (username === null || trunk.password === null) {
        throw new ConfRefusedError(`trunk ${name}`, 'has no user name or no password');
      }
      credentials(conf, name, username, trunk.password);
    }
    for (const [index, { username, password }] of trunk.inboundCredentials.entries()) {
      credentials(conf, inboundAuth(trunk, index), username, password);
    }
  }
  for (const extension of snapshot.extensions) conf.append(extensionAuth(extension));
  return conf.toString();
}

/** What callers over the trunk must prove, one of them: names of auths, joined; null when they need not. */
export function inboundAuths(trunk: SnapshotTrunk): string | null {
  if (trunk.auth === 'peer_registers') return ourName('trunk', trunk.ref);
  const names = trunk.inboundCredentials.map((_, index) => inboundAuth(trunk, index));
  return names.length === 0 ? null : names.join(',');
}

const inboundAuth = ({ ref }: SnapshotTrunk, index: number): string => `${ourName('trunk', ref)}-in-${index + 1}`;

const extensionAuth = remembered((conf, { sipUsername, secret }: SnapshotExtension) => {
  const name = ourName('extension', sipUsername);
  credentials(conf, name, name, secret);
});

function credentials(conf: ConfWriter, name: string, username: string, password: string): void {
  conf.section(name).set('type', 'auth').set('auth_type', 'digest').set('username', username).set('password', password);
}
