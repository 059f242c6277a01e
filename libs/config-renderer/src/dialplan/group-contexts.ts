import type { PbxSnapshot, SnapshotRingGroup } from '@trunkline/domain';
import { destinationLoop, groupWaypoint, waypointsOf } from '@trunkline/domain';
import { seconds } from '../conf/names.js';
import { type Action, actionsIn, groupContext } from './actions.js';

/** One ring group as a context of the dialplan. */
export interface GroupContext {
  name: string;
  group: SnapshotRingGroup;
  /** SIP user names of its enabled members, in order. */
  members: string[];
  ringSeconds: number;
  /** What happens when nobody took the call; null: it ends as the phones say. */
  noAnswer: Action | null;
}

/** The contexts of all ring groups. */
export function groupContexts(snapshot: PbxSnapshot): GroupContext[] {
  const actionOf = actionsIn(snapshot);
  const extensions = new Map(snapshot.extensions.map(({ id, sipUsername }) => [id, sipUsername]));
  const find = waypointsOf(snapshot);
  return snapshot.ringGroups.map((group) => {
    // No loop is ever stored, but a group that Asterisk refused stays at its older version, and that can close one.
    const looping = destinationLoop(groupWaypoint(group), find) !== null;
    return {
      name: groupContext(group.ref),
      group,
      members: group.members.flatMap((id) => extensions.get(id) ?? []),
      ringSeconds: seconds(group.ringSeconds),
      noAnswer: group.noAnswer === null || looping ? null : actionOf(group.noAnswer),
    };
  });
}
