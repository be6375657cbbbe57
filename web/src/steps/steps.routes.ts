import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const editionRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition',
  component: lazyRouteComponent(() => import('./edition-overview.tsx'), 'EditionOverview'),
});

/** One of the five rooms; in the second, `show` narrows the questions and `q` searches the documents. */
const roomRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/$step',
  component: lazyRouteComponent(() => import('./room-page.tsx'), 'RoomPage'),
  validateSearch: (search): { show?: string; q?: string } => ({
    ...(typeof search['show'] === 'string' && { show: search['show'] }),
    ...(typeof search['q'] === 'string' && { q: search['q'] }),
  }),
});

export const stepRoutes = [editionRoute, roomRoute] as const;
