import { createRoute } from '@tanstack/react-router';
import { readAuditSearch } from '../features/audit-log/audit-search';
import { readWebhookSearch } from '../features/webhooks/webhook-search';
import { searched } from '../shared/list-search';
import { lazyRouteComponent } from './lazy-route-component';
import { needs, shellRoute } from './shell-route';
import { withTexts } from './with-texts';

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/users',
  ...searched('/users'),
  ...needs('access:manage'),
  component: lazyRouteComponent(() => import('../features/users/users-page'), 'UsersPage'),
});
const newUserRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/users/user-panel'), 'NewUserPanel'),
});
const userRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/users/user-panel'), 'UserPanel'),
});

const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sessions',
  ...searched('/sessions'),
  component: lazyRouteComponent(() => import('../features/sessions/sessions-page'), 'SessionsPage'),
});

const auditLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit-log',
  ...needs('access:manage'),
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../features/audit-log/audit-log-page'), 'AuditLogPage'),
});
const auditEntryRoute = createRoute({
  getParentRoute: () => auditLogRoute,
  path: '/$number',
  component: lazyRouteComponent(() => import('../features/audit-log/audit-entry-panel'), 'AuditEntryPanel'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/api-keys',
  ...searched('/api-keys'),
  ...needs('access:manage'),
  component: lazyRouteComponent(
    withTexts('apiKeys', () => import('../features/api-keys/api-keys-page')),
    'ApiKeysPage',
  ),
});
const newApiKeyRoute = createRoute({
  getParentRoute: () => apiKeysRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/api-keys/new-api-key-panel'), 'NewApiKeyPanel'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/webhooks',
  ...searched('/webhooks'),
  ...needs('webhooks:manage'),
  component: lazyRouteComponent(
    withTexts('webhooks', () => import('../features/webhooks/webhooks-page')),
    'WebhooksPage',
  ),
});
const newWebhookRoute = createRoute({
  getParentRoute: () => webhooksRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/webhooks/new-webhook-panel'), 'NewWebhookPanel'),
});
const webhookRoute = createRoute({
  getParentRoute: () => webhooksRoute,
  path: '/$id',
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import('../features/webhooks/webhook-panel'), 'WebhookPanel'),
});
const deliveryRoute = createRoute({
  getParentRoute: () => webhookRoute,
  path: '/deliveries/$deliveryId',
  component: lazyRouteComponent(() => import('../features/webhooks/delivery-panel'), 'DeliveryPanel'),
});

/** The pages about who may do what, and who is told. */
export const accessRoutes = [
  usersRoute.addChildren([newUserRoute, userRoute]),
  sessionsRoute,
  auditLogRoute.addChildren([auditEntryRoute]),
  apiKeysRoute.addChildren([newApiKeyRoute]),
  webhooksRoute.addChildren([newWebhookRoute, webhookRoute.addChildren([deliveryRoute])]),
] as const;
