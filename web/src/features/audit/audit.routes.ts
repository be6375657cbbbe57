import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  component: lazyPage(() => import('./audit-page.tsx'), 'AuditPage'),
  validateSearch: (search): { edition?: string; before?: number } => ({
    ...(typeof search['edition'] === 'string' ? { edition: search['edition'] } : {}),
    ...(typeof search['before'] === 'number' ? { before: search['before'] } : {}),
  }),
});
