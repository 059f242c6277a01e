import { createRoute, createRouter } from '@tanstack/react-router';
import type { Permission } from '@trunkline/contracts';
import { queryClient } from '../api/query-client';
import { readHistorySearch } from '../features/call-records/history-search';
import { readDeletedSearch } from '../features/deleted-resources/deleted-search';
import { readExplainSearch } from '../features/routing/explain-search';
import { readTrunkSearch } from '../features/trunks/trunk-search';
import { searched } from '../shared/list-search';
import { accessRoutes } from './access-routes';
import { CrashPage, NotFoundPage, PagePending } from './fallback-pages';
import { lazyRouteComponent } from './lazy-route-component';
import { readLoginSearch } from './return-path';
import { noteVisit, visitOf } from './scroll-visits';
import { needs, rootRoute, shellRoute } from './shell-route';
import { withTexts } from './with-texts';

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: readLoginSearch,
  component: lazyRouteComponent(() => import('../features/session/login-page'), 'LoginPage'),
});

const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(
    withTexts('overview', () => import('../features/overview/overview-page')),
    'OverviewPage',
  ),
});

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
  validateSearch: readTrunkSearch,
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
  component: lazyRouteComponent(
    withTexts('extensionPanel', () => import('../features/extensions/extension-panel')),
    'NewExtensionPanel',
  ),
});
const extensionRoute = createRoute({
  getParentRoute: () => extensionsRoute,
  path: '/$id',
  component: lazyRouteComponent(
    withTexts('extensionPanel', () => import('../features/extensions/extension-panel')),
    'ExtensionPanel',
  ),
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
  component: lazyRouteComponent(
    withTexts('outboundRoutes', () => import('../features/outbound-routes/outbound-routes-page')),
    'OutboundRoutesPage',
  ),
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
const announcementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/announcements',
  ...searched('/announcements'),
  ...needs('config:read'),
  component: lazyRouteComponent(
    withTexts('announcements', () => import('../features/announcements/announcements-page')),
    'AnnouncementsPage',
  ),
});
const newAnnouncementRoute = createRoute({
  getParentRoute: () => announcementsRoute,
  path: '/new',
  ...needs('config:write'),
  component: lazyRouteComponent(() => import('../features/announcements/announcement-panel'), 'NewAnnouncementPanel'),
});
const announcementRoute = createRoute({
  getParentRoute: () => announcementsRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/announcements/announcement-panel'), 'AnnouncementPanel'),
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
    announcementsRoute.addChildren([newAnnouncementRoute, announcementRoute]),
    routingRoute,
    certificatesRoute.addChildren([newCertificateRoute, certificateRoute]),
    settingsRoute,
    revisionsRoute.addChildren([revisionRoute]),
    deletedRoute,
    systemRoute,
    ...accessRoutes,
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
