import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadAccountTexts } from '../../i18n/texts.ts';

const inRoot = { getParentRoute: () => rootRoute };

const outboxRoute = createRoute({
  ...inRoot,
  path: '/outbox',
  component: lazyPage(() => import('./outbox-page.tsx'), 'OutboxPage'),
  validateSearch: (search): { edition?: string } => ({
    ...(typeof search['edition'] === 'string' && { edition: search['edition'] }),
  }),
});
const meRoute = createRoute({
  ...inRoot,
  path: '/me',
  component: lazyPage(() => import('./me-page.tsx'), 'MePage', loadAccountTexts),
});

export const noticesPages = [outboxRoute, meRoute] as const;
