import type { TrunkSip } from './trunk-sip.js';

/** The SIP options of a trunk that names none. Without zod: forms begin with them. */
export const sipDefaults: TrunkSip = {
  dtmfMode: 'auto',
  sessionTimers: 'offer',
  sessionExpires: 1800,
  sessionMinExpires: 90,
  identityHeader: 'pai',
  trustIdentity: true,
  hideCaller: false,
  outboundProxy: null,
  userPhone: false,
  reliableProvisional: 'yes',
  dscpAudio: 'cs0',
  symmetricRtp: true,
  rewriteContact: false,
  t38: false,
  jitterBuffer: 'off',
  jitterBufferMs: 200,
  inbandProgress: false,
  optionsInterval: 10,
  pjsipOptions: [],
};

/** Names of the SIP options. */
export const sipOptionNames = Object.keys(sipDefaults) as readonly (keyof TrunkSip)[];

/** The SIP options of a trunk alone. */
export function sipOptionsOf(trunk: TrunkSip): TrunkSip {
  return Object.fromEntries(sipOptionNames.map((name) => [name, trunk[name]])) as unknown as TrunkSip;
}
