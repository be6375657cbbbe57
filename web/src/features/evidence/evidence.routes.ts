import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const evidenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evidence/$evidence',
  component: lazyRouteComponent(() => import('./evidence-page.tsx'), 'EvidencePage'),
});
