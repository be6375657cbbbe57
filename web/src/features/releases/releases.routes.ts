import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const releasesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/releases',
  component: lazyPage(() => import('./releases-page.tsx'), 'ReleasesPage'),
});
