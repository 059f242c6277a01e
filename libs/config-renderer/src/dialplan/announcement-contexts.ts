import {
  announcementWaypoint,
  destinationLoop,
  type PbxSnapshot,
  type SnapshotAnnouncement,
  waypointsOf,
} from '@trunkline/domain';
import { type Action, actionsIn, announcementContext } from './actions.js';

/** One announcement as a context of the dialplan. */
export interface AnnouncementContext {
  name: string;
  announcement: SnapshotAnnouncement;
  /** What happens to a call that has heard it. */
  next: Action;
  /** Whether anybody is called then, perhaps after more announcements. */
  leadsOn: boolean;
}

/** Normal call clearing, of a call that has heard all there is. */
const heard: Action = { kind: 'hangup', cause: 16 };

/** The contexts of all announcements. */
export function announcementContexts(snapshot: PbxSnapshot): AnnouncementContext[] {
  const actionOf = actionsIn(snapshot);
  const find = waypointsOf(snapshot);
  const nextOf = (announcement: SnapshotAnnouncement): Action => {
    // As with ring groups: what Asterisk refused stays at its older version, and that can close a loop.
    const looping = destinationLoop(announcementWaypoint(announcement), find) !== null;
    return announcement.next === null || looping ? heard : actionOf(announcement.next);
  };
  const actions = new Map(snapshot.announcements.map((each) => [each.ref, nextOf(each)]));
  const leadsOn = (action: Action | undefined): boolean =>
    action?.kind === 'announcement'
      ? leadsOn(actions.get(action.announcement))
      : action !== undefined && action.kind !== 'hangup';
  return snapshot.announcements.map((announcement) => {
    const next = actions.get(announcement.ref) ?? heard;
    return { name: announcementContext(announcement.ref), announcement, next, leadsOn: leadsOn(next) };
  });
}
