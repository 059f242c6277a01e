import type { Drift, Extension, ExtensionState } from '@trunkline/contracts';
import type { ExtensionEntity } from '@trunkline/persistence';
import { storedFields } from '../config-changes/resource.js';

/** An extension as it is read: never its secret. */
export function extensionView(extension: ExtensionEntity, state?: ExtensionState, drift?: Drift): Extension {
  const { number, name, codecs, maxContacts, enabled, sipUsername } = extension;
  return {
    ...storedFields(extension),
    ...{ number, name, codecs, maxContacts, enabled, sipUsername },
    drift: drift ?? null,
    state: enabled ? (state ?? { status: 'unknown' }) : { status: 'disabled' },
  };
}
