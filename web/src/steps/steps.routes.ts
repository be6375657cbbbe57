import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { EditionOverview } from './edition-overview.tsx';
import { RoomPage } from './room-page.tsx';

const inRoot = { getParentRoute: () => rootRoute };

const editionRoute = createRoute({ ...inRoot, path: '/editions/$edition', component: EditionOverview });

/** One of the five rooms; in the second, `show` narrows the questions and `q` searches the documents. */
const roomRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/$step',
  component: RoomPage,
  validateSearch: (search): { show?: string; q?: string } => ({
    ...(typeof search['show'] === 'string' && { show: search['show'] }),
    ...(typeof search['q'] === 'string' && { q: search['q'] }),
  }),
});

export const stepRoutes = [editionRoute, roomRoute] as const;
