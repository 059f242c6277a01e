import { causeOfReason, type Destination } from '@trunkline/contracts';
import type { PbxSnapshot, SnapshotExtension } from '@trunkline/domain';
import { dialled, ourName, seconds } from '../conf/names.js';

/** What happens to a call: phones ring, a mailbox takes a message, it hears an announcement, trunks are asked for a number, it cannot reach what it is led to, or it ends with a cause (ITU-T Q.850). */
export type Action =
  | { kind: 'ring'; extension: string; mailbox: Mailbox | null }
  | { kind: 'voicemail'; extension: string; mailbox: Mailbox }
  | { kind: 'group'; group: string }
  | { kind: 'announcement'; announcement: string }
  | { kind: 'external'; route: string; number: string }
  | { kind: 'unreachable'; status: 'CHANUNAVAIL' | 'CONGESTION' }
  | { kind: 'hangup'; cause: number };

/** The mailbox of an extension: its number there, and for how long phones ring before it answers. */
interface Mailbox {
  number: string;
  ringSeconds: number;
}

/** 404, of a number that leads nowhere. */
const nowhere: Action = { kind: 'hangup', cause: 1 };
/** 480, of one that leads to what is disabled. */
const disabled: Action = { kind: 'unreachable', status: 'CHANUNAVAIL' };
/** 503, as where every trunk of a route failed. */
const noRoute: Action = { kind: 'unreachable', status: 'CONGESTION' };

/** How destinations become actions with what the snapshot has; null leads nowhere. */
export function actionsIn(snapshot: PbxSnapshot): (destination: Destination | null) => Action {
  const extensions = new Map(snapshot.extensions.map((extension) => [extension.id, extension]));
  const groups = new Map(snapshot.ringGroups.map(({ id, ref }) => [id, ref]));
  const announcements = new Map(snapshot.announcements.map(({ id, ref }) => [id, ref]));
  const routes = new Map(snapshot.outboundRoutes.map(({ id, ref }) => [id, ref]));
  return (destination) => {
    switch (destination?.type) {
      case undefined:
        return nowhere;
      case 'extension': {
        const extension = extensions.get(destination.extensionId);
        return extension === undefined ? disabled : ringing(extension);
      }
      case 'voicemail': {
        const extension = extensions.get(destination.extensionId);
        const mailbox = extension === undefined ? null : mailboxOf(extension);
        // Asterisk may hold an extension at an older version, from before it had one.
        return extension === undefined || mailbox === null
          ? disabled
          : { kind: 'voicemail', extension: extension.sipUsername, mailbox };
      }
      case 'ring_group': {
        const group = groups.get(destination.ringGroupId);
        return group === undefined ? disabled : { kind: 'group', group };
      }
      case 'announcement': {
        const announcement = announcements.get(destination.announcementId);
        return announcement === undefined ? disabled : { kind: 'announcement', announcement };
      }
      case 'external': {
        const route = routes.get(destination.outboundRouteId);
        return route === undefined ? noRoute : { kind: 'external', route, number: destination.number };
      }
      case 'hangup':
        return { kind: 'hangup', cause: causeOfReason[destination.cause] };
    }
  };
}

/** The phones of an extension ring, and then its mailbox answers where it has one. */
export function ringing(extension: SnapshotExtension): Action {
  return { kind: 'ring', extension: extension.sipUsername, mailbox: mailboxOf(extension) };
}

function mailboxOf({ number, voicemail }: SnapshotExtension): Mailbox | null {
  return voicemail && { number, ringSeconds: voicemail.ringSeconds };
}

/** Where a call goes that cannot reach its destination, in a context of its own. */
export interface Fallback {
  context: string;
  action: Action;
}

/** The steps of the dialplan that lead a call to its destination, and on from there where that cannot be reached. */
export const ledTo = (action: Action, fallback: Fallback | null): string[] => [
  ...(fallback === null ? [] : [`Set(TL_FALLBACK=${fallback.context},\${EXTEN},1)`]),
  application(action),
];

/** The one step of the dialplan that does it. The dialled number stays the extension, except where another is asked for. */
export function application(action: Action): string {
  switch (action.kind) {
    case 'ring':
      return `Gosub(tl-extension,\${EXTEN},1(${ringArguments(action.extension, action.mailbox)}))`;
    case 'voicemail':
      return `Gosub(tl-mailbox,\${EXTEN},1(${ourName('extension', action.extension)},${boxNumber(action.mailbox)},u))`;
    case 'group':
      return `Goto(${groupContext(action.group)},\${EXTEN},1)`;
    case 'announcement':
      return `Goto(${announcementContext(action.announcement)},\${EXTEN},1)`;
    case 'external':
      return `Goto(${routeContext(action.route)},${dialled('number outside', action.number)},1)`;
    case 'unreachable':
      return `Goto(tl-end,${action.status},1)`;
    case 'hangup':
      return `Hangup(${action.cause})`;
  }
}

function ringArguments(extension: string, mailbox: Mailbox | null): string {
  const name = ourName('extension', extension);
  return mailbox === null ? name : `${name},${boxNumber(mailbox)},${seconds(mailbox.ringSeconds)}`;
}

const boxNumber = ({ number }: Mailbox): string => dialled('number of a mailbox', number);

/** Where a ring group is called. */
export const groupContext = (ref: string): string => `tl-group-${ourName('group', ref)}`;

/** Where an announcement is played. */
export const announcementContext = (ref: string): string => `tl-play-${ourName('announcement', ref)}`;

/** Where the trunks of a route are asked for a number as it is. */
export const routeContext = (ref: string): string => `tl-over-${ourName('route', ref)}`;
