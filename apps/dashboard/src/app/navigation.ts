import {
  IconArrowLeftBar,
  IconArrowRightBar,
  IconBook2,
  IconBuildingBroadcastTower,
  IconCalendarClock,
  IconCertificate,
  IconDeviceLandlinePhone,
  IconDevices,
  IconHash,
  IconHeartRateMonitor,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconPhoneCall,
  IconRoute,
  IconSettings,
  IconSpeakerphone,
  IconTrash,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import type { Permission } from '@trunkline/contracts';

/** The pages in the order of the navigation, each with the permission without which it is not offered; null: to all. */
export const navigation = [
  {
    group: 'common.groupActivity',
    pages: [
      { to: '/', label: 'common.overviewTitle', icon: IconLayoutDashboard, permission: null },
      { to: '/calls', label: 'calls.title', icon: IconPhoneCall, permission: 'calls:read' },
      { to: '/history', label: 'callRecords.title', icon: IconHistory, permission: 'records:read' },
    ],
  },
  {
    group: 'common.groupConfiguration',
    pages: [
      { to: '/trunks', label: 'trunks.title', icon: IconBuildingBroadcastTower, permission: 'config:read' },
      { to: '/extensions', label: 'extensions.title', icon: IconDeviceLandlinePhone, permission: 'config:read' },
      { to: '/numbers', label: 'numbers.title', icon: IconHash, permission: 'config:read' },
      { to: '/inbound-routes', label: 'common.inboundRoutesTitle', icon: IconArrowLeftBar, permission: 'config:read' },
      { to: '/schedules', label: 'common.schedulesTitle', icon: IconCalendarClock, permission: 'config:read' },
      { to: '/ring-groups', label: 'common.ringGroupsTitle', icon: IconUsersGroup, permission: 'config:read' },
      { to: '/announcements', label: 'common.announcementsTitle', icon: IconSpeakerphone, permission: 'config:read' },
      {
        to: '/outbound-routes',
        label: 'common.outboundRoutesTitle',
        icon: IconArrowRightBar,
        permission: 'config:read',
      },
      { to: '/routing', label: 'common.routingTitle', icon: IconRoute, permission: 'config:read' },
      { to: '/certificates', label: 'common.certificatesTitle', icon: IconCertificate, permission: 'config:read' },
      { to: '/settings', label: 'settings.title', icon: IconSettings, permission: 'config:read' },
      { to: '/revisions', label: 'configRevisions.title', icon: IconListDetails, permission: 'config:read' },
      { to: '/deleted', label: 'deleted.title', icon: IconTrash, permission: 'config:read' },
      { to: '/system', label: 'system.title', icon: IconHeartRateMonitor, permission: 'config:read' },
    ],
  },
  {
    group: 'common.groupAccess',
    pages: [
      { to: '/users', label: 'users.title', icon: IconUsers, permission: 'access:manage' },
      { to: '/sessions', label: 'sessions.title', icon: IconDevices, permission: 'calls:read' },
      { to: '/api-keys', label: 'common.apiKeysTitle', icon: IconKey, permission: 'access:manage' },
      { to: '/webhooks', label: 'common.webhooksTitle', icon: IconWebhook, permission: 'webhooks:manage' },
      { to: '/audit-log', label: 'auditLog.title', icon: IconBook2, permission: 'access:manage' },
    ],
  },
] as const satisfies {
  group: string;
  pages: { to: string; label: string; icon: unknown; permission: Permission | null }[];
}[];

/** A page of the navigation. */
type NavigationPage = (typeof navigation)[number]['pages'][number];
export type PagePath = NavigationPage['to'];

/** The pages that these permissions open, in the order of the navigation. */
export function pagesFor(permissions: readonly Permission[]): NavigationPage[] {
  return navigation
    .flatMap(({ pages }): readonly NavigationPage[] => pages)
    .filter(({ permission }) => isOpen(permission, permissions));
}

/** Whether what needs this permission is there for who has these. */
export function isOpen(needed: Permission | null, permissions: readonly Permission[]): boolean {
  return needed === null || permissions.includes(needed);
}
