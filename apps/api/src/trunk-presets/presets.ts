import { type TrunkPreset, trunkPresetSchema } from '@trunkline/contracts';
import bandwidth from './carriers/bandwidth.json' with { type: 'json' };
import flowroute from './carriers/flowroute.json' with { type: 'json' };
import ipPeer from './carriers/ip-peer.json' with { type: 'json' };
import ovh from './carriers/ovh.json' with { type: 'json' };
import peer from './carriers/peer.json' with { type: 'json' };
import registrar from './carriers/registrar.json' with { type: 'json' };
import sipgate from './carriers/sipgate.json' with { type: 'json' };
import telnyx from './carriers/telnyx.json' with { type: 'json' };
import twilio from './carriers/twilio.json' with { type: 'json' };
import voipMs from './carriers/voip-ms.json' with { type: 'json' };
import vonage from './carriers/vonage.json' with { type: 'json' };

/** What is known of carriers, theirs before those of any carrier. A file that does not fit the contract ends the start. */
export const trunkPresets: readonly TrunkPreset[] = [
  twilio,
  telnyx,
  bandwidth,
  flowroute,
  voipMs,
  sipgate,
  ovh,
  vonage,
  registrar,
  ipPeer,
  peer,
].map((preset) => trunkPresetSchema.parse(preset));
