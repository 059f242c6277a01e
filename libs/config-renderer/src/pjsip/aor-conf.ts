import type { PbxSnapshot, SnapshotExtension, SnapshotTrunk } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { gatewayName, ourName } from '../conf/names.js';
import { remembered } from '../conf/remembered.js';
import { mailboxName } from '../voicemail/voicemail-conf.js';
import { setPjsipOptions } from './pjsip-options.js';
import { setProxy, sipOptions } from './sip-options.js';
import { trunkUri } from './sip-uri.js';

/** pjsip_aor.conf: where a trunk and its gateways are reached, and how many may register for an extension or a trunk. */
export function aorConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Addresses of record.');
  for (const trunk of snapshot.trunks) {
    if (trunk.auth === 'peer_registers') {
      peer(conf, trunk);
      continue;
    }
    if (trunk.gateways.length === 0) contact(conf, trunk, ourName('trunk', trunk.ref), trunkUri(trunk));
    trunk.gateways.forEach((gateway, index) => {
      contact(conf, trunk, gatewayName(trunk.ref, index), trunkUri(trunk, undefined, gateway));
    });
  }
  for (const extension of snapshot.extensions) conf.append(extensionAor(extension));
  return conf.toString();
}

function contact(conf: ConfWriter, trunk: SnapshotTrunk, name: string, uri: string): void {
  conf.section(name).set('type', 'aor').set('contact', uri);
  // The breaker that works without us: what does not answer OPTIONS fails at once, without an INVITE.
  qualified(conf, sipOptions(trunk).optionsInterval);
  setProxy(conf, trunk);
  setPjsipOptions(conf, trunk, 'aor');
}

/** Where the peer registered last is where it is. */
function peer(conf: ConfWriter, trunk: SnapshotTrunk): void {
  conf.section(ourName('trunk', trunk.ref)).set('type', 'aor');
  registrar(conf, 1);
  qualified(conf, sipOptions(trunk).optionsInterval);
  setPjsipOptions(conf, trunk, 'aor');
}

const extensionAor = remembered((conf, extension: SnapshotExtension) => {
  const { sipUsername, maxContacts, voicemail } = extension;
  conf.section(ourName('extension', sipUsername)).set('type', 'aor');
  registrar(conf, maxContacts);
  qualified(conf, 60);
  // For phones that ask for the lamp (SUBSCRIBE).
  if (voicemail !== null) conf.set('mailboxes', mailboxName(extension));
});

function registrar(conf: ConfWriter, maxContacts: number): void {
  conf
    .set('max_contacts', maxContacts)
    // Who restarted behind a new address replaces its oldest contact; it is not locked out.
    .set('remove_existing', 'yes')
    .set('minimum_expiration', 60)
    .set('default_expiration', 300)
    .set('maximum_expiration', 3600);
}

function qualified(conf: ConfWriter, everySeconds: number): void {
  conf.set('qualify_frequency', everySeconds).set('qualify_timeout', '3.0');
}
