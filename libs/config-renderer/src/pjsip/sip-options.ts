import { readSipProxy, type TrunkSip, trunkSipSchema } from '@trunkline/contracts';
import type { SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { sipUri } from './sip-uri.js';

const yesNo = (flag: boolean): string => (flag ? 'yes' : 'no');
const timers: Record<TrunkSip['sessionTimers'], string> = { off: 'no', offer: 'yes', always: 'always' };

/** The SIP options of a trunk, checked again: they become conf. @throws ConfRefusedError */
export function sipOptions(trunk: SnapshotTrunk): TrunkSip {
  const checked = trunkSipSchema.safeParse(trunk);
  if (checked.success) return checked.data;
  throw new ConfRefusedError(`trunk ${ourName('trunk', trunk.ref)}`, 'has a SIP option that is none');
}

/** What the endpoint of a trunk has besides the template tl-trunk. What is as in the template is not repeated. */
export function setSipOptions(conf: ConfWriter, trunk: SnapshotTrunk): void {
  const sip = sipOptions(trunk);
  setProxy(conf, trunk);
  if (sip.dtmfMode !== 'auto') conf.set('dtmf_mode', sip.dtmfMode);
  if (sip.sessionTimers !== 'offer') conf.set('timers', timers[sip.sessionTimers]);
  if (sip.sessionTimers !== 'off') {
    if (sip.sessionExpires !== 1800) conf.set('timers_sess_expires', sip.sessionExpires);
    if (sip.sessionMinExpires !== 90) conf.set('timers_min_se', sip.sessionMinExpires);
  }
  if (sip.identityHeader !== 'pai') conf.set('send_pai', 'no');
  if (sip.identityHeader === 'rpid') conf.set('send_rpid', 'yes');
  if (!sip.trustIdentity) conf.set('trust_id_inbound', 'no');
  if (sip.userPhone) conf.set('user_eq_phone', 'yes');
  if (sip.reliableProvisional !== 'yes') conf.set('100rel', sip.reliableProvisional);
  if (sip.dscpAudio !== 'cs0') conf.set('tos_audio', sip.dscpAudio);
  if (!sip.symmetricRtp) conf.set('rtp_symmetric', 'no');
  // What registers here is called back where its REGISTER came from, as phones are.
  if (sip.rewriteContact || trunk.auth === 'peer_registers') conf.set('rewrite_contact', 'yes');
  if (sip.t38) {
    conf.set('t38_udptl', 'yes').set('t38_udptl_ec', 'redundancy').set('t38_udptl_nat', yesNo(sip.symmetricRtp));
  }
  if (sip.inbandProgress) conf.set('inband_progress', 'yes');
  // Set on every channel of the endpoint, the dialplan need not know.
  if (sip.jitterBuffer !== 'off') conf.set('set_var', `JITTERBUFFER(${sip.jitterBuffer})=${sip.jitterBufferMs}`);
  // Read by tl-leg of the dialplan: who calls is told to a channel only after it was made.
  if (sip.hideCaller) conf.set('set_var', 'TL_HIDE_CALLER=yes');
}

/** Where requests for the carrier are sent first, those of an endpoint, an AOR or a registration. */
export function setProxy(conf: ConfWriter, trunk: SnapshotTrunk): void {
  const { outboundProxy } = sipOptions(trunk);
  if (outboundProxy === null) return;
  const proxy = readSipProxy(outboundProxy);
  if (proxy === null) throw new ConfRefusedError('outbound proxy', 'is not a SIP URI');
  // A loose router (RFC 3261 section 16.12): without lr pjsip would put the proxy in place of what is called.
  conf.set('outbound_proxy', `${sipUri(trunk.transport, proxy)};lr`);
}
