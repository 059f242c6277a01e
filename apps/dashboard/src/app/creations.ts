import type { Permission } from '@trunkline/contracts';

/** What can be made new: from which list, where its form is, and with which permission. */
export const creations = [
  { list: '/extensions', to: '/extensions/new', label: 'extensions.new', permission: 'config:write' },
  { list: '/trunks', to: '/trunks/new', label: 'trunks.new', permission: 'config:write' },
  { list: '/numbers', to: '/numbers/new', label: 'numbers.new', permission: 'config:write' },
  {
    list: '/outbound-routes',
    to: '/outbound-routes/new',
    label: 'common.newOutboundRoute',
    permission: 'config:write',
  },
  { list: '/ring-groups', to: '/ring-groups/new', label: 'common.newRingGroup', permission: 'config:write' },
  {
    list: '/inbound-routes',
    to: '/inbound-routes/new',
    label: 'common.newInboundRoute',
    permission: 'config:write',
  },
  { list: '/schedules', to: '/schedules/new', label: 'common.newSchedule', permission: 'config:write' },
  { list: '/announcements', to: '/announcements/new', label: 'common.newAnnouncement', permission: 'config:write' },
  { list: '/certificates', to: '/certificates/new', label: 'common.newCertificate', permission: 'config:write' },
  { list: '/users', to: '/users/new', label: 'users.new', permission: 'access:manage' },
  { list: '/api-keys', to: '/api-keys/new', label: 'common.newApiKey', permission: 'access:manage' },
  { list: '/webhooks', to: '/webhooks/new', label: 'common.newWebhook', permission: 'webhooks:manage' },
] as const satisfies { list: string; to: string; label: string; permission: Permission }[];
