import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import type { Permission } from '@trunkline/contracts';
import { queryClient } from '../api/query-client';
import { sessionQuery } from '../api/session';
import { readAuditSearch } from '../features/audit-log/audit-search';
import { readHistorySearch } from '../features/call-records/history-search';
import { readDeletedSearch } from '../features/deleted-resources/deleted-search';
import { readExplainSearch } from '../features/routing/explain-search';
import { readWebhookSearch } from '../features/webhooks/webhook-search';
import { searched } from '../shared/list-search';
import { CrashPage, NotFoundPage, PagePending } from './fallback-pages';
import { lazyRouteComponent } from './lazy-route-component';
import { readLoginSearch } from './return-path';
import { noteVisit, visitOf } from './scroll-visits';
import { withTexts } from './with-texts';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: readLoginSearch,
  component: lazyRouteComponent(() => import('../features/session/login-page'), 'LoginPage'),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const principal = await context.queryClient.ensureQueryData(sessionQuery);
    if (principal === null) throw redirect({ to: '/login', search: { back: location.href } });
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
});

const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/overview-page'), 'OverviewPage'),
});

const needs = (permission: Permission) => ({ staticData: { permission } });

const callsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calls',
  ...needs('calls:read'),
  component: lazyRouteComponent(() => import('../features/calls/calls-page'), 'CallsPage'),
});

const historyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/history',
  ...needs('records:read'),
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('../features/call-records/history-page'), 'HistoryPage'),
});
const callRecordRoute = createRoute({
  getParentRoute: () => historyRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/call-records/call-record-panel'), 'CallRecordPanel'),
});

const trunksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/trunks',
  ...searched('/trunks'),
  ...needs('config:read'),
  component: lazyRouteComponent(() => import('../features/trunks/trunks-page'), 'TrunksPage'),
});
const newTrunkRoute = createRoute({
  getParentRoute: () => trunksRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(
    withTexts('trunkOptions', () => import('../features/trunks/trunk-panel')),
    'NewTrunkPanel',
  ),
});
const trunkRoute = createRoute({
  getParentRoute: () => trunksRoute,
  path: '/$id',
  component: lazyRouteComponent(
    withTexts('trunkOptions', () => import('../features/trunks/trunk-panel')),
    'TrunkPanel',
  ),
});

const extensionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/extensions',
  ...searched('/extensions'),
  ...needs('config:read'),
  component: lazyRouteComponent(() => import('../features/extensions/extensions-page'), 'ExtensionsPage'),
});
const newExtensionRoute = createRoute({
  getParentRoute: () => extensionsRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/extensions/extension-panel'), 'NewExtensionPanel'),
});
const extensionRoute = createRoute({
  getParentRoute: () => extensionsRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/extensions/extension-panel'), 'ExtensionPanel'),
});

const numbersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/numbers',
  ...searched('/numbers'),
  ...needs('config:read'),
  component: lazyRouteComponent(() => import('../features/numbers/numbers-page'), 'NumbersPage'),
});
const newNumberRoute = createRoute({
  getParentRoute: () => numbersRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/numbers/number-panel'), 'NewNumberPanel'),
});
const numberRoute = createRoute({
  getParentRoute: () => numbersRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/numbers/number-panel'), 'NumberPanel'),
});

const outboundRoutesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outbound-routes',
  ...searched('/outbound-routes'),
  ...needs('config:read'),
  component: lazyRouteComponent(() => import('../features/outbound-routes/outbound-routes-page'), 'OutboundRoutesPage'),
});
const newOutboundRouteRoute = createRoute({
  getParentRoute: () => outboundRoutesRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(
    () => import('../features/outbound-routes/outbound-route-panel'),
    'NewOutboundRoutePanel',
  ),
});
const outboundRouteRoute = createRoute({
  getParentRoute: () => outboundRoutesRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/outbound-routes/outbound-route-panel'), 'OutboundRoutePanel'),
});

const ringGroupsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ring-groups',
  ...searched('/ring-groups'),
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('ringGroups', () => import('../features/ring-groups/ring-groups-page')),
    'RingGroupsPage',
  ),
});
const newRingGroupRoute = createRoute({
  getParentRoute: () => ringGroupsRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/ring-groups/ring-group-panel'), 'NewRingGroupPanel'),
});
const ringGroupRoute = createRoute({
  getParentRoute: () => ringGroupsRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/ring-groups/ring-group-panel'), 'RingGroupPanel'),
});
const certificatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/certificates',
  ...searched('/certificates'),
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('certificates', () => import('../features/certificates/certificates-page')),
    'CertificatesPage',
  ),
});
const newCertificateRoute = createRoute({
  getParentRoute: () => certificatesRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/certificates/certificate-panel'), 'NewCertificatePanel'),
});
const certificateRoute = createRoute({
  getParentRoute: () => certificatesRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/certificates/certificate-panel'), 'CertificatePanel'),
});

const routingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/routing',
  ...needs('config:read'),
  validateSearch: readExplainSearch,
  component: lazyRouteComponent(
    withTexts('routing', () => import('../features/routing/explain-page')),
    'ExplainPage',
  ),
});

const inboundRoutesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbound-routes',
  ...searched('/inbound-routes'),
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('inbound', () => import('../features/inbound-routes/inbound-routes-page')),
    'InboundRoutesPage',
  ),
});
const newInboundRouteRoute = createRoute({
  getParentRoute: () => inboundRoutesRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/inbound-routes/inbound-route-panel'), 'NewInboundRoutePanel'),
});
const inboundRouteRoute = createRoute({
  getParentRoute: () => inboundRoutesRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/inbound-routes/inbound-route-panel'), 'InboundRoutePanel'),
});

const schedulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/schedules',
  ...searched('/schedules'),
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('inbound', () => import('../features/schedules/schedules-page')),
    'SchedulesPage',
  ),
});
const newScheduleRoute = createRoute({
  getParentRoute: () => schedulesRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/schedules/schedule-panel'), 'NewSchedulePanel'),
});
const scheduleRoute = createRoute({
  getParentRoute: () => schedulesRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/schedules/schedule-panel'), 'SchedulePanel'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  ...needs('config:read'),
  component: lazyRouteComponent(() => import('../features/settings/settings-page'), 'SettingsPage'),
});

const revisionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/revisions',
  ...needs('config:read'),
  component: lazyRouteComponent(
    () => import('../features/config-revisions/config-revisions-page'),
    'ConfigRevisionsPage',
  ),
});
const revisionRoute = createRoute({
  getParentRoute: () => revisionsRoute,
  path: '/$number',
  component: lazyRouteComponent(
    () => import('../features/config-revisions/config-revision-panel'),
    'ConfigRevisionPanel',
  ),
});

const deletedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deleted',
  ...needs('config:read'),
  validateSearch: readDeletedSearch,
  component: lazyRouteComponent(
    () => import('../features/deleted-resources/deleted-resources-page'),
    'DeletedResourcesPage',
  ),
});

const systemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/system',
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('systemHealth', () => import('../features/system/system-page')),
    'SystemPage',
  ),
});

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
  component: lazyRouteComponent(() => import('../features/api-keys/api-keys-page'), 'ApiKeysPage'),
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

const routeTree = rootRoute.addChildren([
  loginRoute,
  shellRoute.addChildren([
    indexRoute,
    callsRoute,
    historyRoute.addChildren([callRecordRoute]),
    trunksRoute.addChildren([newTrunkRoute, trunkRoute]),
    extensionsRoute.addChildren([newExtensionRoute, extensionRoute]),
    numbersRoute.addChildren([newNumberRoute, numberRoute]),
    outboundRoutesRoute.addChildren([newOutboundRouteRoute, outboundRouteRoute]),
    ringGroupsRoute.addChildren([newRingGroupRoute, ringGroupRoute]),
    inboundRoutesRoute.addChildren([newInboundRouteRoute, inboundRouteRoute]),
    schedulesRoute.addChildren([newScheduleRoute, scheduleRoute]),
    routingRoute,
    certificatesRoute.addChildren([newCertificateRoute, certificateRoute]),
    settingsRoute,
    revisionsRoute.addChildren([revisionRoute]),
    deletedRoute,
    systemRoute,
    usersRoute.addChildren([newUserRoute, userRoute]),
    sessionsRoute,
    auditLogRoute.addChildren([auditEntryRoute]),
    apiKeysRoute.addChildren([newApiKeyRoute]),
    webhooksRoute.addChildren([newWebhookRoute, webhookRoute.addChildren([deliveryRoute])]),
  ]),
]);

/** All pages by address. Every page is a chunk of its own, loaded when a link to it is touched. */
export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  getScrollRestorationKey: visitOf,
});
router.subscribe('onBeforeLoad', noteVisit);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    permission?: Permission;
  }
}
