import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const solutionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/solutions/$solution',
  component: lazyRouteComponent(() => import('./solution-page.tsx'), 'SolutionPage'),
});
