import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const impactRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/impact',
  component: lazyPage(() => import('./impact-page.tsx'), 'ImpactPage'),
});
