import type { Drift, Extension, ExtensionState } from '@trunkline/contracts';
import type { ExtensionEntity } from '@trunkline/persistence';
import { storedFields } from '../config-changes/resource.js';

const nothing = { reason: null, since: null, code: null, advice: null, sipCode: null, contacts: [], refused: null };

/** An extension as it is read: never its secret, nor the PIN of its mailbox. */
export function extensionView(extension: ExtensionEntity, state?: ExtensionState, drift?: Drift): Extension {
  const { number, name, codecs, maxContacts, callerId, groups, enabled, sipUsername } = extension;
  const { voicemailEnabled, voicemailRingSeconds, voicemailPinSealed } = extension;
  return {
    ...storedFields(extension),
    ...{ number, name, codecs, maxContacts, callerId, groups },
    ...{ voicemailEnabled, voicemailRingSeconds, enabled, sipUsername },
    hasVoicemailPin: voicemailPinSealed !== null,
    drift: drift ?? null,
    state: enabled ? { status: 'unknown', ...nothing, ...state } : { status: 'disabled', ...nothing },
  };
}
