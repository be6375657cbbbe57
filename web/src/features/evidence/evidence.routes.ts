import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const evidenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evidence/$evidence',
  component: lazyPage(() => import('./evidence-page.tsx'), 'EvidencePage'),
});
