import type { PbxSnapshot, SnapshotExtension, SnapshotTrunk } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { dialled, ourName } from '../conf/names.js';
import { callerId } from './caller-id.js';

/** pjsip_endpoint.conf. What endpoints of one sort share stands in the static pjsip_templates.conf. */
export function endpointConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Endpoints: one for each trunk and extension.').include('pjsip_templates.conf');
  for (const trunk of snapshot.trunks) trunkEndpoint(conf, trunk);
  for (const extension of snapshot.extensions) extensionEndpoint(conf, extension);
  return conf.toString();
}

function trunkEndpoint(conf: ConfWriter, trunk: SnapshotTrunk): void {
  const name = ourName('trunk', trunk.ref);
  conf.section(name, 'tl-trunk').set('aors', name).set('allow', trunk.codecs.join(','));
  if (trunk.auth === 'register' && trunk.username !== null) {
    // Carriers know a customer by the From user; who really calls stands in P-Asserted-Identity (RFC 3325).
    conf.set('outbound_auth', name).set('from_user', trunk.username).set('from_domain', trunk.host);
  }
}

function extensionEndpoint(conf: ConfWriter, extension: SnapshotExtension): void {
  const name = ourName('extension', extension.sipUsername);
  conf
    .section(name, 'tl-extension')
    .set('aors', name)
    .set('auth', name)
    .set('callerid', callerId(extension.name, dialled('extension number', extension.number)))
    .set('allow', extension.codecs.join(','));
}
