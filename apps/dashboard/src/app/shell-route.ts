import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import type { Permission } from '@trunkline/contracts';
import { sessionQuery } from '../api/session';
import { NotFoundPage } from './fallback-pages';
import { lazyRouteComponent } from './lazy-route-component';

/** Above every page. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
});

/** Above the pages of whoever is logged in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const principal = await context.queryClient.ensureQueryData(sessionQuery);
    if (principal === null) throw redirect({ to: '/login', search: { back: location.href } });
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
});

/** What a page needs; without it the page says so. */
export const needs = (permission: Permission) => ({ staticData: { permission } });
