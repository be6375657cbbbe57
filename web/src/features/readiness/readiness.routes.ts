import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

const readinessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/readiness',
  component: lazyPage(() => import('./readiness-page.tsx'), 'ReadinessPage'),
});

const answersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/readiness/mine',
  component: lazyPage(() => import('./answers-page.tsx'), 'AnswersPage'),
});

export const readinessPageRoutes = [readinessRoute, answersRoute] as const;
