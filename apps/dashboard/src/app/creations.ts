import type { Permission } from '@trunkline/contracts';

/** What can be made new: from which list, where its form is, and with which permission. */
export const creations = [
  { list: '/extensions', to: '/extensions/new', label: 'extensions.new', permission: 'config:write' },
  { list: '/trunks', to: '/trunks/new', label: 'trunks.new', permission: 'config:write' },
  { list: '/numbers', to: '/numbers/new', label: 'numbers.new', permission: 'config:write' },
  { list: '/outbound-routes', to: '/outbound-routes/new', label: 'outboundRoutes.new', permission: 'config:write' },
  { list: '/ring-groups', to: '/ring-groups/new', label: 'common.ringGroupNew', permission: 'config:write' },
  { list: '/announcements', to: '/announcements/new', label: 'common.announcementNew', permission: 'config:write' },
  { list: '/certificates', to: '/certificates/new', label: 'certificates.new', permission: 'config:write' },
  { list: '/users', to: '/users/new', label: 'users.new', permission: 'access:manage' },
  { list: '/api-keys', to: '/api-keys/new', label: 'apiKeys.new', permission: 'access:manage' },
  { list: '/webhooks', to: '/webhooks/new', label: 'webhooks.new', permission: 'webhooks:manage' },
] as const satisfies { list: string; to: string; label: string; permission: Permission }[];
