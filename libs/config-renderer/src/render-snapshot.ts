import type { Installation } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { extensionsConf } from './dialplan/extensions-conf.js';
import { aorConf } from './pjsip/aor-conf.js';
import { authConf } from './pjsip/auth-conf.js';
import { endpointConf } from './pjsip/endpoint-conf.js';
import { identifyConf } from './pjsip/identify-conf.js';
import { registrationConf } from './pjsip/registration-conf.js';
import { indicationsConf } from './settings/indications-conf.js';
import { rtpConf } from './settings/rtp-conf.js';
import { transportConf } from './settings/transport-conf.js';
import { authoritiesFile, certificateFile, keyFile } from './tls/certificate-files.js';
import { voicemailConf } from './voicemail/voicemail-conf.js';

/** Grows when the same snapshot gives other files; stored with each revision. */
export const RENDERER_VERSION = '12';

const renderers = {
  'pjsip_endpoint.conf': endpointConf,
  'pjsip_auth.conf': authConf,
  'pjsip_aor.conf': aorConf,
  'pjsip_identify.conf': identifyConf,
  'pjsip_registration.conf': registrationConf,
  'extensions.conf': extensionsConf,
  'voicemail.conf': voicemailConf,
  'pjsip_transport.conf': transportConf,
  'rtp.conf': rtpConf,
  'indications.conf': indicationsConf,
  'tls_certificate.pem': certificateFile,
  'tls_key.pem': keyFile,
  'tls_authorities.pem': authoritiesFile,
} as const;

/** Names of all files of a revision; each of them always exists. */
export const generatedFiles = Object.keys(renderers) as readonly (keyof typeof renderers)[];
export type GeneratedFile = keyof typeof renderers;

/**
 * Files of a revision, name -> text. Pure: the same snapshot gives the same bytes, whatever its revision number is (on one version of
 * Node.js, whose list of public authorities is among them).
 * `installed` is what the node has of itself; it must be known when the settings name a port of SIP. Throws ConfRefusedError when a value cannot be written safely.
 */
export function renderSnapshot(
  snapshot: PbxSnapshot,
  installed: Installation | null = null,
): Map<GeneratedFile, string> {
  return new Map(generatedFiles.map((file) => [file, renderers[file](snapshot, installed)]));
}
