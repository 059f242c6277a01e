import type { PbxSnapshot } from '@trunkline/domain';
import { extensionsConf } from './dialplan/extensions-conf.js';
import { aorConf } from './pjsip/aor-conf.js';
import { authConf } from './pjsip/auth-conf.js';
import { endpointConf } from './pjsip/endpoint-conf.js';
import { identifyConf } from './pjsip/identify-conf.js';
import { registrationConf } from './pjsip/registration-conf.js';

/** Grows when the same snapshot gives other files; stored with each revision. */
export const RENDERER_VERSION = '3';

const renderers = {
  'pjsip_endpoint.conf': endpointConf,
  'pjsip_auth.conf': authConf,
  'pjsip_aor.conf': aorConf,
  'pjsip_identify.conf': identifyConf,
  'pjsip_registration.conf': registrationConf,
  'extensions.conf': extensionsConf,
} as const;

/** Names of all files of a revision; each of them always exists. */
export const generatedFiles = Object.keys(renderers) as readonly (keyof typeof renderers)[];
export type GeneratedFile = keyof typeof renderers;

/**
 * Files of a revision, name -> text. Pure: the same snapshot gives the same bytes, whatever its revision number is.
 * Throws ConfRefusedError when a value cannot be written safely.
 */
export function renderSnapshot(snapshot: PbxSnapshot): Map<GeneratedFile, string> {
  return new Map(generatedFiles.map((file) => [file, renderers[file](snapshot)]));
}
