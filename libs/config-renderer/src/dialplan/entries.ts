import type { PbxSnapshot } from '@trunkline/domain';
import { dialled } from '../conf/names.js';
import { type Action, actionsIn, type Fallback, ringing } from './actions.js';

/** A number that can be reached, of the extension, ring group or number with this id. */
export interface Entry {
  exten: string;
  id: string;
  action: Action;
  fallback: Fallback | null;
}

/** `tl-internal`: our extensions and the ring groups that have a number, for extensions. */
export function internalEntries(snapshot: PbxSnapshot): Entry[] {
  const extensions = snapshot.extensions.map(
    (extension): Entry => ({
      exten: dialled('extension number', extension.number),
      id: extension.id,
      action: ringing(extension),
      fallback: null,
    }),
  );
  const groups = snapshot.ringGroups.flatMap(({ id, number, ref }): Entry[] =>
    number === null
      ? []
      : [
          {
            ...{ exten: dialled('number of a ring group', number), id },
            ...{ action: { kind: 'group', group: ref }, fallback: null },
          },
        ],
  );
  return [...extensions, ...groups];
}

/** `tl-numbers`: our numbers, for trunks. Carriers write a number with and without its plus: both are ours. */
export function numberEntries(snapshot: PbxSnapshot): Entry[] {
  const actionOf = actionsIn(snapshot);
  return snapshot.numbers.flatMap(({ id, number, destination, fallback: otherwise }) => {
    const digits = dialled('number', number).replace(/^\+/, '');
    const action = actionOf(destination);
    const fallback = otherwise && { context: `tl-fallback-${digits}`, action: actionOf(otherwise) };
    return [`+${digits}`, digits].map((exten) => ({ exten, id, action, fallback }));
  });
}
