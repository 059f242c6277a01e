import type { PbxSnapshot } from '@trunkline/domain';
import { dialled } from '../conf/names.js';

/** What happens to a call: phones ring, or it ends with a cause (ITU-T Q.850). */
export type Action = { kind: 'ring'; extension: string } | { kind: 'hangup'; cause: number };

/** A number that can be reached, of the extension or number with this id. */
export interface Entry {
  exten: string;
  id: string;
  action: Action;
}

/** `tl-internal`: our extensions, for each other. */
export function internalEntries(snapshot: PbxSnapshot): Entry[] {
  return snapshot.extensions.map(({ id, number, sipUsername }) => ({
    exten: dialled('extension number', number),
    id,
    action: { kind: 'ring', extension: sipUsername },
  }));
}

/** `tl-inbound`: our numbers, for trunks. Carriers write a number with and without its plus: both are ours. */
export function inboundEntries(snapshot: PbxSnapshot): Entry[] {
  const byId = new Map(snapshot.extensions.map((extension) => [extension.id, extension.sipUsername]));
  return snapshot.numbers.flatMap(({ id, number, destination }) => {
    const digits = dialled('number', number).replace(/^\+/, '');
    // 404 without a destination; 480 when the extension exists and is disabled.
    const extension = destination === null ? undefined : byId.get(destination.extensionId);
    const action: Action =
      extension === undefined ? { kind: 'hangup', cause: destination === null ? 1 : 20 } : { kind: 'ring', extension };
    return [`+${digits}`, digits].map((exten) => ({ exten, id, action }));
  });
}
