import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const releasesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/releases',
  component: lazyRouteComponent(() => import('./releases-page.tsx'), 'ReleasesPage'),
});
