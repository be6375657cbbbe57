import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const editionRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition',
  component: lazyPage(() => import('./edition-overview.tsx'), 'EditionOverview'),
});

/** One of the five step pages; in the second, `show` narrows the questions and `q` searches the documents. */
const stepRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/$step',
  component: lazyPage(() => import('./edition-step-page.tsx'), 'EditionStepPage'),
  validateSearch: (search): { show?: string; q?: string } => ({
    ...(typeof search['show'] === 'string' && { show: search['show'] }),
    ...(typeof search['q'] === 'string' && { q: search['q'] }),
  }),
});

export const stepRoutes = [editionRoute, stepRoute] as const;
