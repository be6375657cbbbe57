import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const timelineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/timeline',
  component: lazyPage(() => import('./timeline-page.tsx'), 'TimelinePage'),
});
