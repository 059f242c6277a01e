import { trunkSipFields } from './trunk-sip.js';
import { sipDefaults } from './trunk-sip-defaults.js';

/** The SIP options in the body of `POST /trunks`: each may be left out. */
export const trunkSipDefaults = {
  dtmfMode: trunkSipFields.dtmfMode.default(sipDefaults.dtmfMode),
  sessionTimers: trunkSipFields.sessionTimers.default(sipDefaults.sessionTimers),
  sessionExpires: trunkSipFields.sessionExpires.default(sipDefaults.sessionExpires),
  sessionMinExpires: trunkSipFields.sessionMinExpires.default(sipDefaults.sessionMinExpires),
  identityHeader: trunkSipFields.identityHeader.default(sipDefaults.identityHeader),
  trustIdentity: trunkSipFields.trustIdentity.default(sipDefaults.trustIdentity),
  hideCaller: trunkSipFields.hideCaller.default(sipDefaults.hideCaller),
  outboundProxy: trunkSipFields.outboundProxy.default(sipDefaults.outboundProxy),
  userPhone: trunkSipFields.userPhone.default(sipDefaults.userPhone),
  reliableProvisional: trunkSipFields.reliableProvisional.default(sipDefaults.reliableProvisional),
  dscpAudio: trunkSipFields.dscpAudio.default(sipDefaults.dscpAudio),
  symmetricRtp: trunkSipFields.symmetricRtp.default(sipDefaults.symmetricRtp),
  rewriteContact: trunkSipFields.rewriteContact.default(sipDefaults.rewriteContact),
  t38: trunkSipFields.t38.default(sipDefaults.t38),
  jitterBuffer: trunkSipFields.jitterBuffer.default(sipDefaults.jitterBuffer),
  jitterBufferMs: trunkSipFields.jitterBufferMs.default(sipDefaults.jitterBufferMs),
  inbandProgress: trunkSipFields.inbandProgress.default(sipDefaults.inbandProgress),
  pjsipOptions: trunkSipFields.pjsipOptions.default(sipDefaults.pjsipOptions),
  optionsInterval: trunkSipFields.optionsInterval.default(sipDefaults.optionsInterval),
};
