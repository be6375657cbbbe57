import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { EditionPage } from './edition-page.tsx';
import { EditionsPage } from './editions-page.tsx';
import { NewEditionPage } from './new-edition-page.tsx';
import { readFilter } from './overview.ts';
import { RoomPage } from './room-page.tsx';

const inRoot = { getParentRoute: () => rootRoute };

/** The filter of the overview stands in the address, so that it can be kept and shared. */
const editionsRoute = createRoute({
  ...inRoot,
  path: '/editions',
  component: EditionsPage,
  validateSearch: readFilter,
});
const newEditionRoute = createRoute({ ...inRoot, path: '/editions/new', component: NewEditionPage });
const editionRoute = createRoute({ ...inRoot, path: '/editions/$edition', component: EditionPage });

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

export const editionRoutes = [editionsRoute, newEditionRoute, editionRoute, roomRoute] as const;
