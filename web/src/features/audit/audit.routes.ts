import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { AuditPage } from './audit-page.tsx';

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  component: AuditPage,
  validateSearch: (search): { edition?: string; before?: number } => ({
    ...(typeof search['edition'] === 'string' ? { edition: search['edition'] } : {}),
    ...(typeof search['before'] === 'number' ? { before: search['before'] } : {}),
  }),
});
