import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const timelineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/timeline',
  component: lazyRouteComponent(() => import('./timeline-page.tsx'), 'TimelinePage'),
});
