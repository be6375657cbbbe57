import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const solutionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/solutions/$solution',
  component: lazyPage(() => import('./solution-page.tsx'), 'SolutionPage'),
});
