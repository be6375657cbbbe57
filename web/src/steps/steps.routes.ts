import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.ts';
import { readFilter } from '../features/editions/overview.ts';

const inRoot = { getParentRoute: () => rootRoute };

const editionRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition',
  component: lazyPage(() => import('./edition-overview.tsx'), 'EditionOverview'),
});

/** What narrows the list stands in the address. */
const editionsRoute = createRoute({
  ...inRoot,
  path: '/editions',
  component: lazyPage(() => import('./editions-page.tsx'), 'EditionsPage'),
  validateSearch: readFilter,
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

export const stepRoutes = [editionsRoute, editionRoute, stepRoute] as const;
