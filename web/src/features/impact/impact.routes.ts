import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const impactRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/impact',
  component: lazyRouteComponent(() => import('./impact-page.tsx'), 'ImpactPage'),
});
