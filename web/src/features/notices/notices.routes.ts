import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { MePage } from './me-page.tsx';
import { OutboxPage } from './outbox-page.tsx';

const inRoot = { getParentRoute: () => rootRoute };

const outboxRoute = createRoute({
  ...inRoot,
  path: '/outbox',
  component: OutboxPage,
  validateSearch: (search): { edition?: string } => ({
    ...(typeof search['edition'] === 'string' && { edition: search['edition'] }),
  }),
});
const meRoute = createRoute({ ...inRoot, path: '/me', component: MePage });

export const noticesPages = [outboxRoute, meRoute] as const;
