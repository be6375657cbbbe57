import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const outboxRoute = createRoute({
  ...inRoot,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
  validateSearch: (search): { edition?: string } => ({
    ...(typeof search['edition'] === 'string' && { edition: search['edition'] }),
  }),
});
const meRoute = createRoute({
  ...inRoot,
  path: '/me',
  component: lazyRouteComponent(() => import('./me-page.tsx'), 'MePage'),
});

export const noticesPages = [outboxRoute, meRoute] as const;
