import type { PbxSnapshot, SnapshotExtension } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { remembered } from '../conf/remembered.js';

/** pjsip_auth.conf: credentials that we send to carriers, and those that phones must prove. */
export function authConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Digest credentials.');
  for (const trunk of snapshot.trunks) {
    if (trunk.auth !== 'register') continue;
    const name = ourName('trunk', trunk.ref);
    if (trunk.username === null || trunk.password === null) {
      throw new ConfRefusedError(`trunk ${name}`, 'registers, but has no user name or no password');
    }
    credentials(conf, name, trunk.username, trunk.password);
  }
  for (const extension of snapshot.extensions) conf.append(extensionAuth(extension));
  return conf.toString();
}

const extensionAuth = remembered((conf, { sipUsername, secret }: SnapshotExtension) => {
  const name = ourName('extension', sipUsername);
  credentials(conf, name, name, secret);
});

function credentials(conf: ConfWriter, name: string, username: string, password: string): void {
  conf.section(name).set('type', 'auth').set('auth_type', 'digest').set('username', username).set('password', password);
}
