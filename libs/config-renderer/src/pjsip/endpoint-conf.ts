import type { PbxSnapshot, SnapshotExtension, SnapshotTrunk } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { dialled, gatewayName, limit, ourName } from '../conf/names.js';
import { remembered } from '../conf/remembered.js';
import { contextOfCallsIn } from '../dialplan/numbering-contexts.js';
import { transportOf } from '../tls/tls-transports.js';
import { mailboxName } from '../voicemail/voicemail-conf.js';
import { inboundAuths } from './auth-conf.js';
import { callerId } from './caller-id.js';
import { setAccess } from './identify-conf.js';
import { setMediaEncryption } from './media-encryption.js';
import { setPjsipOptions } from './pjsip-options.js';
import { setSipOptions } from './sip-options.js';

/** pjsip_endpoint.conf. What endpoints of one sort share stands in the static pjsip_templates.conf. */
export function endpointConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Endpoints: one for each trunk and extension.').include('pjsip_templates.conf');
  for (const trunk of snapshot.trunks) trunkEndpoint(conf, trunk, snapshot);
  for (const extension of snapshot.extensions) conf.append(extensionEndpoint(extension));
  return conf.toString();
}

function trunkEndpoint(conf: ConfWriter, trunk: SnapshotTrunk, snapshot: PbxSnapshot): void {
  const name = ourName('trunk', trunk.ref);
  const aors = trunk.gateways.length === 0 ? [name] : trunk.gateways.map((_, index) => gatewayName(name, index));
  conf.section(name, 'tl-trunk').set('aors', aors.join(',')).set('allow', trunk.codecs.join(','));
  const registers = trunk.auth === 'register' && trunk.username !== null;
  if (registers || trunk.auth === 'digest') conf.set('outbound_auth', name);
  const proven = inboundAuths(trunk);
  if (proven !== null) conf.set('auth', proven);
  // Wherever it calls from.
  if (trunk.auth === 'peer_registers') conf.set('identify_by', 'auth_username,username');
  // Carriers know a customer by the From user; who really calls stands in P-Asserted-Identity (RFC 3325).
  // Where that is hidden nothing of ours stands in From, unless it is asked for: Asterisk leaves a given From as it is.
  const isKnownByFrom = registers && !trunk.hideCaller;
  const fromUser = trunk.fromUser ?? (isKnownByFrom ? trunk.username : null);
  const fromDomain = trunk.fromDomain ?? (isKnownByFrom ? trunk.host : null);
  if (fromUser !== null) conf.set('from_user', fromUser);
  if (fromDomain !== null) conf.set('from_domain', fromDomain);
  const transport = transportOf(trunk, snapshot);
  if (transport !== null) conf.set('transport', transport);
  setAccess(conf, trunk, snapshot);
  setMediaEncryption(conf, trunk);
  setSipOptions(conf, trunk);
  const context = contextOfCallsIn(trunk);
  if (context !== 'tl-from-trunk') conf.set('context', context);
  if (trunk.maxCalls !== null) conf.set('set_var', `TL_MAX_CALLS=${limit(trunk.maxCalls)}`);
  setPjsipOptions(conf, trunk, 'endpoint');
}

const extensionEndpoint = remembered((conf, extension: SnapshotExtension) => {
  const name = ourName('extension', extension.sipUsername);
  conf
    .section(name, 'tl-extension')
    .set('aors', name)
    .set('auth', name)
    .set('callerid', callerId(extension.name, dialled('extension number', extension.number)))
    .set('allow', extension.codecs.join(','));
  // What is shown outside unless somebody else decides: see dialplan/shown-caller-id.
  if (extension.callerId !== null) conf.set('set_var', `TL_SHOWN=${dialled('caller id', extension.callerId)}`);
  // The lamp of its phones, told without being asked.
  if (extension.voicemail !== null) conf.set('mailboxes', mailboxName(extension));
});
