import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const peopleRoute = createRoute({
  ...inRoot,
  path: '/people',
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
});
const networkRoute = createRoute({
  ...inRoot,
  path: '/organisations',
  component: lazyRouteComponent(() => import('./network-page.tsx'), 'NetworkPage'),
});
const firstAccountRoute = createRoute({
  ...inRoot,
  path: '/first-account',
  component: lazyRouteComponent(() => import('./first-account-page.tsx'), 'FirstAccountPage'),
});

export const identityPages = [peopleRoute, networkRoute, firstAccountRoute] as const;
