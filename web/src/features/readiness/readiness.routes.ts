import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const readinessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/readiness',
  component: lazyRouteComponent(() => import('./readiness-page.tsx'), 'ReadinessPage'),
});

const answersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/readiness/mine',
  component: lazyRouteComponent(() => import('./answers-page.tsx'), 'AnswersPage'),
});

export const readinessPageRoutes = [readinessRoute, answersRoute] as const;
